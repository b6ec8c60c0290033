import LineEditor

extension Styled {
    /// The text in lines of at most so many columns, broken at blanks. What was broken off stands below the text of its
    /// line; a word that is wider than that stays whole.
    static func wrapped(_ text: String, to width: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { wrapped(line: $0, to: width) }
            .joined(separator: "\n")
    }

    private static func wrapped(line: Substring, to width: Int) -> String {
        guard columns(line) > width else { return String(line) }
        let indentation = String(repeating: " ", count: indentation(of: line, in: width))
        var (result, column, rest) = ("", 0, line)
        while !rest.isEmpty {
            let gap = rest.prefix { $0 == " " }
            let word = rest.dropFirst(gap.count).prefix { $0 != " " }
            rest = rest.dropFirst(gap.count + word.count)
            if column > indentation.count, column + gap.count + columns(word) > width {
                if word.isEmpty { break }
                result += "\n" + indentation + word
                column = indentation.count + columns(word)
            } else {
                result += gap + word
                column += gap.count + columns(word)
            }
        }
        return result
    }

    /// Where the text of a line begins: behind its first column, if it has columns, else behind its blanks.
    private static func indentation(of line: Substring, in width: Int) -> Int {
        let shown = plain(String(line))
        let blanks = shown.prefix { $0 == " " }
        let columns = shown.dropFirst(blanks.count).firstRange(of: #/ {2,}/#)
        let start = columns.map { DisplayWidth.columns(String(shown[..<$0.upperBound])) } ?? width
        return start <= width / 2 ? start : min(blanks.count, width / 2)
    }

    private static func columns(_ text: Substring) -> Int { DisplayWidth.columns(plain(String(text))) }
}
