import Masking

/// Whether a value given to something called `password` or `token` is a secret by its looks.
///
/// Names, paths, addresses, identifiers and expressions of the program are not; neither is what has no digit, or no
/// letter: too much that is harmless looks so.
func isGenericSecret(_ value: [UInt8], entropy: Double, length: Int) -> Bool {
    guard value.count >= length, value.entropy >= entropy,
        value.contains(where: ByteSet.digits.contains), value.contains(where: ByteSet.letters.contains)
    else { return false }
    return !isDummyPassword(value) && !isReference(value) && !isUUID(value) && !isWordsWithNumber(value)
}

private func isReference(_ value: [UInt8]) -> Bool {
    referenceStarts.contains { value.starts(with: $0) } || referenceParts.matches(value.span) || isMember(value)
}

private let referenceStarts = [
    "/", "./", "../", "~/", "arn:", "sha1-", "sha256-", "sha384-", "sha512-", "sha256:", "@", "#", "data:",
].map { Array($0.utf8) }

private let referenceParts = PatternAutomaton(words: [
    "://", "()", "::", "](", "->", "=>", "=$", "=%", "={", "&&", "||",
])

/// `passwordField2.text`: names of the program, joined by dots.
private func isMember(_ value: [UInt8]) -> Bool {
    let names = value.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return names.count > 1
        && names.allSatisfy { name in
            name.count <= 24 && name.first.map(nameStarts.contains) == true && name.allSatisfy(ByteSet.word.contains)
        }
}

private let nameStarts = ByteSet.letters.union("_")

private func isUUID(_ value: [UInt8]) -> Bool {
    [Piece].uuid.end(in: value.span, from: 0) == value.count
}

private let wordBytes = ByteSet.letters.union("_-. ")

/// `user_password_2`, `reset-token-v1`, `md5`: lower-case words, or camel case, and at most one number at their end.
private func isWordsWithNumber(_ value: [UInt8]) -> Bool {
    let stem = value.reversed().drop(while: ByteSet.digits.contains).reversed()
    return value.count - stem.count <= 3 && stem.allSatisfy(wordBytes.contains)
        && stem.count <= 24
}
