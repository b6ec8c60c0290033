/// A line of a patch outside of hunks.
enum PatchHeader {
    case message([UInt8])
    case person([UInt8])
    /// The name of a branch.
    case branch([UInt8])
    /// `diff --git`, with what stands behind it.
    case start([UInt8])
    case newFile
    /// Of a file that was moved or copied.
    case newName(String)
    /// `+++`; `nil` for a file that is gone.
    case file(String?)
    case commit(String, parents: Int)

    /// `nil` for a line that says nothing of interest.
    init?(_ line: [UInt8]) {
        // Nothing else outside of hunks begins with a blank.
        if line.first == UInt8(ascii: " ") {
            self = .message(Array(line.dropFirst()))
            return
        }
        guard let (word, rest) = Self.words.lazy.compactMap({ word in line.after(word).map { (word, $0) } }).first
        else {
            return nil
        }
        switch word {
        case PatchHeader.authorWord, "committer ": self = .person(Array(rest))
        case PatchHeader.branchWord: self = .branch(Array(rest))
        case "diff --git ": self = .start(Array(rest))
        case "new file mode ": self = .newFile
        case "+++ ": self = .file(PatchPath.path(rest))
        case "commit ":
            let name = rest.prefix(while: ByteSet.hex.contains)
            guard (40...64).contains(name.count) else { return nil }
            let parents = line[name.endIndex...].split(separator: UInt8(ascii: " ")).count
            self = .commit(String(decoding: name, as: UTF8.self), parents: parents)
        default: self = .newName(PatchPath.name(rest))
        }
    }

    static let authorWord = "author "
    static let branchWord = "branch "

    private static let words = [
        "+++ ", "diff --git ", "new file mode ", "rename to ", "copy to ", "commit ", authorWord, "committer ",
        branchWord,
    ]

    /// The name in a line `diff --git`, where it is the same on both sides, as that of a new file is: `a/NAME b/NAME`.
    static func name(inStart line: [UInt8]) -> String? { PatchPath.path(line[((line.count + 1) / 2)...]) }
}

extension [UInt8] {
    fileprivate func after(_ word: String) -> ArraySlice<UInt8>? {
        starts(with: word.utf8) ? self[word.utf8.count...] : nil
    }
}
