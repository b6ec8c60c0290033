/// Text from outside (logs, commit messages, errors of other programs) on its way to the screen.
enum Untrusted {
    /// The text without control characters and escape sequences; line breaks stay, tabs become blanks.
    static func shown(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = String.UnicodeScalarView()
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\n": result.append(scalar)
            case "\t": result.append(contentsOf: "    ".unicodeScalars)
            case "\u{1B}":
                if let kind = rest.first, kind != "\n" {
                    rest.removeFirst()
                    skipSequence(kind, &rest)
                }
            case "\u{90}", "\u{98}", "\u{9B}", "\u{9D}"..."\u{9F}": skipSequence(scalar, &rest)
            case _ where isControl(scalar): continue
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// The first line of the text, shown.
    static func line(_ text: String) -> String {
        String(shown(text).split(separator: "\n", omittingEmptySubsequences: true).first ?? "")
    }

    /// JSON with the same meaning, in which characters that would change the terminal are written as `\u` escapes.
    static func escapedJSON(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isControl($0) && $0 != "\n" }) else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            if isControl(scalar), scalar != "\n" {
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }

    /// C0 and C1 controls, and the marks that reorder text (CVE-2021-42574).
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Leaves out what belongs to a sequence (ECMA-48), as far as its line: one that never ends hides no other line.
    private static func skipSequence(_ kind: Unicode.Scalar, _ rest: inout ArraySlice<Unicode.Scalar>) {
        switch kind {
        case "[", "\u{9B}":
            rest = rest.drop { (0x20...0x3F).contains($0.value) }
            takeOne(&rest) { (0x40...0x7E).contains($0.value) }
        case "]", "P", "X", "^", "_", "\u{90}", "\u{98}", "\u{9D}", "\u{9E}", "\u{9F}": skipString(&rest)
        case _ where (0x20...0x2F).contains(kind.value):
            rest = rest.drop { (0x20...0x2F).contains($0.value) }
            takeOne(&rest) { (0x30...0x7E).contains($0.value) }
        default: return
        }
    }

    /// Up to the bell, the string terminator in either form, or the end of the line.
    private static func skipString(_ rest: inout ArraySlice<Unicode.Scalar>) {
        rest = rest.drop { !["\u{7}", "\u{1B}", "\u{9C}", "\n"].contains($0) }
        let isEscape = rest.first == "\u{1B}"
        takeOne(&rest) { $0 != "\n" }
        if isEscape { takeOne(&rest) { $0 == "\\" } }
    }

    private static func takeOne(_ rest: inout ArraySlice<Unicode.Scalar>, where fits: (Unicode.Scalar) -> Bool) {
        if let first = rest.first, fits(first) { rest.removeFirst() }
    }
}
