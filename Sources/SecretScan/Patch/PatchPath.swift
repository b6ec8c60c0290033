/// A path as git writes it after `+++ `: with its side (`b/`), in quotes where it has unusual bytes.
enum PatchPath {
    /// nil for `/dev/null`: the file is gone.
    static func path(_ text: ArraySlice<UInt8>) -> String? {
        var name = unquoted(text)
        if name == Array("/dev/null".utf8) { return nil }
        if name.count > 2, name[1] == UInt8(ascii: "/"), sides.contains(name[0]) { name.removeFirst(2) }
        return String(decoding: name, as: UTF8.self)
    }

    /// A name without a side, as after `rename to `.
    static func name(_ text: ArraySlice<UInt8>) -> String { String(decoding: unquoted(text), as: UTF8.self) }

    /// The sides' letters, also those of `diff.mnemonicPrefix`.
    private static let sides = ByteSet("abciwo12")

    private static func unquoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.first == UInt8(ascii: "\"") else {
            // A tab ends a name with blanks in it.
            return Array(text.prefix { $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "\r") })
        }
        var rest = text.dropFirst()
        var name: [UInt8] = []
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            name.append(byte == UInt8(ascii: "\\") ? unescaped(&rest) : byte)
        }
        return name
    }

    /// What stands after a backslash: a letter as in C, or three octal digits.
    private static func unescaped(_ rest: inout ArraySlice<UInt8>) -> UInt8 {
        let digits = rest.prefix(3)
        if digits.count == 3, let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 8) {
            rest.removeFirst(3)
            return byte
        }
        let letter = rest.popFirst() ?? UInt8(ascii: "\\")
        return escapes[letter] ?? letter
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
        UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13,
    ]
}
