import Foundation

extension HistoryFile {
    /// The lines of a file's content; bytes that are no UTF-8 become U+FFFD.
    static func lines(_ data: Data) -> [String] {
        var lines: [String] = []
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n").map(unescaped) where line != lines.last
        {
            lines.append(line)
        }
        return lines
    }

    static func escaped(_ line: String) -> String {
        line.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    static func unescaped(_ line: Substring) -> String {
        var result = String.UnicodeScalarView()
        var isEscape = false
        for scalar in line.unicodeScalars {
            if isEscape {
                result.append(scalar == "n" ? "\n" : scalar)
                isEscape = false
            } else if scalar == "\\" {
                isEscape = true
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
