/// A bracketed paste: what comes between the terminal's two marks is text, whatever it says.
enum Paste {
    /// The terminal sends it before pasted text, once `enable` was written.
    static let start = "\u{1B}[200~"
    private static let end = Array("\u{1B}[201~".unicodeScalars)
    private static let limit = 1 << 20
    /// A paste whose end does not come in this time is taken as it is.
    private static let patience: Int32 = 2000

    static let enable = "\u{1B}[?2004h"
    static let disable = "\u{1B}[?2004l"

    /// Reads up to the end mark. What is over the limit is dropped.
    static func read(_ keys: inout KeyReader) -> String {
        var scalars: [Unicode.Scalar] = []
        while let scalar = keys.nextKey(milliseconds: patience) {
            scalars.append(scalar)
            if scalars.count >= end.count, scalars.suffix(end.count).elementsEqual(end) {
                scalars.removeLast(end.count)
                break
            }
            if scalars.count > limit + end.count { scalars.remove(at: limit) }
        }
        return cleaned(scalars)
    }

    /// Line breaks in one form, tabs as blanks, other control characters left out, blank lines at the end too.
    private static func cleaned(_ scalars: [Unicode.Scalar]) -> String {
        var text = String(String.UnicodeScalarView(scalars)).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        text = text.replacing("\t", with: " ")
        text.unicodeScalars.removeAll { $0 != "\n" && ($0.value < 0x20 || (0x7F..<0xA0).contains($0.value)) }
        while text.last == "\n" { text.removeLast() }
        return text
    }
}
