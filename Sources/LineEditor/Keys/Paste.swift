/// A bracketed paste: what comes between the terminal's two marks is text, whatever it says.
enum Paste {
    /// What the terminal sends before pasted text, behind an Escape, once `enable` was written.
    static let start = "[200~"
    /// How long an Escape is awaited to be the first byte of more, where it is also a key of its own.
    static let escapePatience: Int32 = 50
    private static let end = Array("\u{1B}[201~".unicodeScalars)
    private static let limit = 1 << 20
    /// How long the text may pause before what has come of it is shown.
    private static let patience: Int32 = 500

    static let enable = "\u{1B}[?2004h"
    static let disable = "\u{1B}[?2004l"

    /// Reads up to the end mark, or up to a pause; a mark that has come in part waits for its rest. What is over the limit
    /// is dropped.
    static func read(_ keys: inout KeyReader) -> (text: String, isWhole: Bool) {
        var scalars: [Unicode.Scalar] = []
        while let scalar = keys.nextKey(milliseconds: patience) {
            scalars.append(scalar)
            if scalar == end.last, scalars.suffix(end.count).elementsEqual(end) {
                return (cleaned(scalars.dropLast(end.count), isWhole: true), true)
            }
            if scalars.count > limit + end.count { scalars.remove(at: limit) }
        }
        let begun = (1..<end.count).last { scalars.suffix($0).elementsEqual(end.prefix($0)) } ?? 0
        keys.putBack(scalars.suffix(begun))
        return (cleaned(scalars.dropLast(begun), isWhole: false), false)
    }

    /// Line breaks in one form, tabs as blanks, other control characters left out, line breaks at the end too.
    private static func cleaned(_ scalars: ArraySlice<Unicode.Scalar>, isWhole: Bool) -> String {
        var text = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in scalars {
            switch scalar {
            case "\r": text.append("\n")
            case "\n": if previous != "\r" { text.append("\n") }
            case "\t": text.append(" ")
            default: if scalar.properties.generalCategory != .control { text.append(scalar) }
            }
            previous = scalar
        }
        while isWhole, text.last == "\n" { text.removeLast() }
        return String(text)
    }
}
