/// Splits text into words as a POSIX shell would, without running anything: quotes and backslashes keep words together.
enum ShellWords {
    /// No words at all if a quote has no partner.
    static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var rest = Array(text)[...]
        while let character = rest.popFirst() {
            switch character {
            case "'", "\"":
                guard let end = quoted(by: character, in: &rest) else { return [] }
                word = (word ?? "") + end
            case "\\":
                guard let next = rest.popFirst() else { return [] }
                word = (word ?? "") + String(next)
            case _ where character.isWhitespace:
                if let word { words.append(word) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }

    private static func quoted(by quote: Character, in rest: inout ArraySlice<Character>) -> String? {
        var text = ""
        while let character = rest.popFirst() {
            if character == quote { return text }
            if quote == "\"", character == "\\", let next = rest.first, next == quote || next == "\\" {
                text.append(next)
                rest.removeFirst()
            } else {
                text.append(character)
            }
        }
        return nil
    }
}
