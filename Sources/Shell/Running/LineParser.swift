/// Splits what was typed into commands and words: blanks part words, `;` and line breaks part commands, quotes and
/// backslashes keep them together, `#` at the start of a word begins a comment. Nothing is expanded.
enum LineParser {
    struct Mistake: Error, Equatable {
        var quote: Character
    }

    static func commands(_ text: String) throws(Mistake) -> [[String]] {
        var splitter = Splitter()
        var characters = Array(text)[...]
        while let character = characters.popFirst() {
            switch character {
            case "'", "\"": try splitter.quote(character, &characters)
            case "\\": if let next = characters.popFirst() { splitter.add(next) }
            case "#" where splitter.isBetweenWords: characters = characters.drop { $0 != "\n" }
            case ";", "\n", "\r\n": splitter.endCommand()
            case _ where character.isWhitespace: splitter.endWord()
            default: splitter.add(character)
            }
        }
        splitter.endCommand()
        return splitter.commands
    }

    private struct Splitter {
        private(set) var commands: [[String]] = []
        private var words: [String] = []
        private var word: String?

        var isBetweenWords: Bool { word == nil }

        mutating func add(_ character: Character) { word = (word ?? "") + String(character) }

        mutating func quote(_ quote: Character, _ rest: inout ArraySlice<Character>) throws(Mistake) {
            word = word ?? ""
            while let character = rest.popFirst() {
                if character == quote { return }
                if character == "\\", quote == "\"", let next = rest.first, next == "\"" || next == "\\" {
                    rest.removeFirst()
                    add(next)
                } else {
                    add(character)
                }
            }
            throw Mistake(quote: quote)
        }

        mutating func endWord() {
            if let word { words.append(word) }
            word = nil
        }

        mutating func endCommand() {
            endWord()
            if !words.isEmpty { commands.append(words) }
            words = []
        }
    }
}
