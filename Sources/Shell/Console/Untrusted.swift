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
            case "\u{1B}": skipSequence(&rest)
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

    /// C0 and C1 controls, and the marks that reorder text (CVE-2021-42574).
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Leaves out what belongs to an escape sequence (ECMA-48): CSI up to its final byte, strings up to their end.
    private static func skipSequence(_ rest: inout ArraySlice<Unicode.Scalar>) {
        guard let kind = rest.popFirst() else { return }
        switch kind {
        case "[":
            while let scalar = rest.popFirst(), !(0x40...0x7E).contains(scalar.value) {}
        case "]", "P", "X", "^", "_":
            while let scalar = rest.popFirst(), scalar != "\u{7}" {
                if scalar == "\u{1B}" {
                    _ = rest.popFirst()
                    return
                }
            }
        case _ where (0x20...0x2F).contains(kind.value):
            while let scalar = rest.popFirst(), !(0x30...0x7E).contains(scalar.value) {}
        default: return
        }
    }
}
