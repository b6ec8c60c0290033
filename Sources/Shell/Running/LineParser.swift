/// Splits what was typed into commands and words: blanks part words, `;` and line breaks part commands, quotes and
/// backslashes keep them together, `#` at the start of a word begins a comment. Nothing is expanded.
enum LineParser {
    struct Mistake: Error, Equatable {
        var quote: Character
    }

    /// The command at the end of a line that is still being typed.
    struct Unfinished: Equatable {
        /// The whole words of the command.
        var words: [String]
        /// What the last word means so far, and how that is written.
        var word = ""
        var written = ""
        /// The quote that the last word has opened.
        var quote: Character?
    }

    static func commands(_ text: String) throws(Mistake) -> [[String]] {
        var splitter = Splitter(text)
        splitter.split()
        if let quote = splitter.openQuote { throw Mistake(quote: quote) }
        splitter.endCommand()
        return splitter.commands
    }

    /// `nil` in a comment.
    static func unfinished(_ text: String) -> Unfinished? {
        var splitter = Splitter(text)
        splitter.split()
        if splitter.isInComment { return nil }
        return Unfinished(
            words: splitter.words, word: splitter.word ?? "", written: splitter.written, quote: splitter.openQuote)
    }

    /// A word as it is to be typed, in the quote that is open already or in one if it needs any; without an end if more
    /// is to follow.
    static func quoted(_ word: String, in open: Character? = nil, isWhole: Bool = true) -> String {
        let isPlain = !word.isEmpty && word.first != "#" && !word.contains { $0.isWhitespace || #"'"\;"#.contains($0) }
        if open == nil, isPlain { return word }
        let quote = open ?? (word.contains("'") ? "\"" : "'")
        let text =
            quote == "'"
            ? word.replacing("'", with: #"'"'"'"#)
            : word.replacing("\\", with: #"\\"#).replacing("\"", with: #"\""#)
        return "\(quote)\(text)" + (isWhole ? String(quote) : "")
    }

    private struct Splitter {
        private(set) var commands: [[String]] = []
        private(set) var words: [String] = []
        private(set) var word: String?
        private(set) var openQuote: Character?
        private(set) var isInComment = false
        private let text: [Character]
        private var index = 0
        private var wordStart = 0

        init(_ text: String) { self.text = Array(text) }

        /// The last word as it stands in the text.
        var written: String { word == nil ? "" : String(text[wordStart...]) }

        mutating func split() {
            while let character = next() {
                switch character {
                case _ where isInComment: if character.isNewline { endComment() }
                case "'", "\"": readQuoted(character)
                case "\\": readEscaped()
                case "#" where word == nil: isInComment = true
                case ";", "\n", "\r\n": endCommand()
                case _ where character.isWhitespace: endWord()
                default: beginWord(with: String(character))
                }
            }
        }

        private mutating func next() -> Character? {
            guard index < text.count else { return nil }
            defer { index += 1 }
            return text[index]
        }

        private mutating func beginWord(with start: String = "") {
            if word == nil { wordStart = index - 1 }
            word = (word ?? "") + start
        }

        /// A backslash at the very end means nothing.
        private mutating func readEscaped() {
            guard index < text.count else { return }
            beginWord(with: String(text[index]))
            index += 1
        }

        private mutating func readQuoted(_ quote: Character) {
            beginWord()
            openQuote = quote
            while let character = next() {
                if character == quote {
                    openQuote = nil
                    return
                }
                let isEscape = character == "\\" && quote == "\"" && index < text.count && #""\"#.contains(text[index])
                let meant = isEscape ? next() ?? character : character
                word?.append(meant)
            }
        }

        private mutating func endComment() {
            isInComment = false
            endCommand()
        }

        private mutating func endWord() {
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
