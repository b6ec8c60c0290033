import CEditLine
import Glibc

/// How many columns text takes on a terminal.
public enum DisplayWidth {
    /// The columns of a text without line breaks.
    public static func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + columns($1) }
    }

    /// The columns of one code point, as the C library (and so libedit) counts them; 0 for combining marks.
    static func columns(_ scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F ? 0 : 1 }
        _ = usesUnicode
        return max(0, Int(wcwidth(wchar_t(scalar.value))))
    }

    /// The C library knows widths, and libedit characters, only after a UTF-8 locale was set; any will do.
    static let usesUnicode: Bool = {
        let name = setlocale(LC_CTYPE, "").map { String(cString: $0).uppercased() } ?? ""
        return name.contains("UTF") || setlocale(LC_CTYPE, "C.UTF-8") != nil
    }()

    /// The beginning of a text that fits into so many columns, with an ellipsis where something is cut off.
    public static func cut(_ text: String, to columns: Int) -> String {
        if self.columns(text) <= columns { return text }
        var result = ""
        var used = 0
        for character in text {
            let width = self.columns(String(character))
            if used + width > columns - 1 { break }
            result.append(character)
            used += width
        }
        return columns > 0 ? result + "…" : ""
    }

    /// The text filled up with blanks to so many columns.
    public static func padded(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - self.columns(text)))
    }
}
