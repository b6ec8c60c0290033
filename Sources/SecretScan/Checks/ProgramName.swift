import Masking

/// Whether `value` is a name of the program, made of words and with a number within: `FTS5TokenCallback`,
/// `SHA256_DIGEST_LENGTH`, `x25519_private_key`.
///
/// Six letters of ten, at least, have to be in words that can be spoken, and its parts to be of three or four letters on
/// average: of random letters and digits one in some hundreds passes that at 16 bytes, and next to none at 24. What is
/// shorter has to say besides what it is of: `Utf8Password`.
func isProgramName(_ value: [UInt8]) -> Bool {
    guard let first = value.first, !ByteSet.digits.contains(first), value.allSatisfy(nameBytes.contains),
        value.count >= 16 || secretWords.matches(value.span)
    else { return false }
    let parts = parts(of: value)
    let numbers = parts.indices.filter { parts[$0].first.map(ByteSet.digits.contains) == true }
    guard (1...3).contains(numbers.count), numbers.allSatisfy({ isNumberOfName(at: $0, in: parts) }) else {
        return false
    }
    let words = parts.filter { $0.first.map(ByteSet.letters.contains) == true }
    let letters = words.reduce(0) { $0 + $1.count }
    let spoken = words.filter(isSpoken).reduce(0) { $0 + $1.count }
    return spoken * 10 >= letters * 6 && letters * 2 >= words.count * 7
}

private let nameBytes = ByteSet.alphanumeric.union("_")
private let capitals = ByteSet("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
private let vowels = ByteSet("aeiouy")
private let secretWords = PatternAutomaton(words: ["pass", "pwd", "token", "secret", "key", "credential"])

/// `FTS`, `5`, `Token`, `Callback`; of what is joined by underscores the underscores too.
private func parts(of name: [UInt8]) -> [ArraySlice<UInt8>] {
    var starts = [0]
    for index in name.indices.dropFirst() {
        let (before, byte) = (name[index - 1], name[index])
        let isOther = [ByteSet.digits, ByteSet.letters].contains { $0.contains(before) != $0.contains(byte) }
        // The last capital of several begins the word that follows.
        let endsCapitals = capitals.contains(before) && index + 1 < name.count && isSmall(name[index + 1])
        if isOther || capitals.contains(byte) && (isSmall(before) || endsCapitals) { starts.append(index) }
    }
    return zip(starts, starts.dropFirst() + [name.count]).map { name[$0..<$1] }
}

private func isSmall(_ byte: UInt8) -> Bool { ByteSet.letters.contains(byte) && !capitals.contains(byte) }

/// Numbers stand behind abbreviations, or are counted up alone.
private func isNumberOfName(at index: Int, in parts: [ArraySlice<UInt8>]) -> Bool {
    let (number, before) = (parts[index], parts[index - 1])
    if before.last == UInt8(ascii: "_") { return number.count <= 2 }
    return before.count <= 5 && (number.count <= 3 || longNumbers.contains(Array(number)))
}

/// Of algorithms and their keys' lengths.
private let longNumbers = Set(["25519", "1305", "1024", "2048", "3072", "4096", "8192"].map { Array($0.utf8) })

/// Has three letters, a vowel among them, and no consonants side by side that words do not have so.
private func isSpoken(_ word: ArraySlice<UInt8>) -> Bool {
    let word = word.map { $0 | 0x20 }
    guard word.count >= 3, word.contains(where: vowels.contains) else { return false }
    return zip(word, word.dropFirst()).allSatisfy { first, second in
        vowels.contains(first) || vowels.contains(second) || followers[Int(first - UInt8(ascii: "a"))].contains(second)
    }
}

/// The consonants that follow each letter, from `a` on, in English words and where two of them are joined.
private let followers = [
    "", "bjlrst", "chklrst", "dgjlmrsw", "", "flrst", "ghlmnrs", "hlmnrtw", "", "", "bcfghlmnpstw", "bcdfgklmnpstv",
    "bmnps", "cdfgjklnsptv", "", "hlprst", "", "bcdfghklmnprstvw", "bchklmnpqrstw", "bchlmnrstwz", "", "r", "hklnrs",
    "cfpt", "", "lz",
].map { ByteSet($0) }
