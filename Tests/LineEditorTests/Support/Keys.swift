/// Keys as a terminal sends them.
enum Key {
    static let left = "\u{1B}[D"
    static let right = "\u{1B}[C"
    static let up = "\u{1B}[A"
    static let down = "\u{1B}[B"
    static let home = "\u{1B}[H"
    static let end = "\u{1B}[F"
    static let delete = "\u{1B}[3~"
    static let backspace = "\u{7F}"
    static let escape = "\u{1B}"

    /// With Ctrl held.
    static func control(_ letter: Unicode.Scalar) -> String { String(UnicodeScalar(UInt8(letter.value & 0x1F))) }

    /// With Alt held.
    static func meta(_ key: String) -> String { "\u{1B}" + key }

    static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }
}
