import Yams

/// What keeps a text from being YAML, in words for the person who wrote it.
///
/// libyaml names its problems in sentences only, and in terms of its grammar.
struct SyntaxMistake {
    var sentence: String
    var hint: String?
    /// From 1; `nil` when the text as a whole is meant.
    var place: Place?

    struct Place {
        var line: Int
        var column: Int
    }

    init(_ error: YamlError, in text: String) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            self =
                Self.token(problem, mark, lines) ?? context.flatMap { Self.part($0, mark, lines) }
                ?? Self(sentence: "YAML that cannot be read: \(problem)", at: Place(mark))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map { "'\($0)'" }.joined(separator: ", ")
            sentence = "a mapping has \(keys) more than once, the first time here"
            (hint, place) = ("each key may stand once", Place(context.mark))
        default:
            sentence = "YAML that cannot be read: \(error)"
        }
    }

    private init(sentence: String, hint: String? = nil, at place: Place) {
        (self.sentence, self.hint, self.place) = (sentence, hint, place)
    }

    /// What is wrong with the characters at the mark.
    private static func token(_ problem: String, _ mark: Mark, _ lines: [Substring]) -> SyntaxMistake? {
        let line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1].unicodeScalars : .init()
        switch problem {
        case "found character that cannot start any token":
            let indentation = line.prefix { $0 == " " || $0 == "\t" }
            if let tab = indentation.firstIndex(of: "\t"), mark.column - 1 <= indentation.count {
                let column = line.distance(from: line.startIndex, to: tab) + 1
                return Self(
                    sentence: "a tab cannot indent a line", hint: "YAML takes blanks only",
                    at: Place(line: mark.line, column: column))
            }
            let character = line.dropFirst(mark.column - 1).first.map { "'\($0)'" } ?? "this"
            return Self(sentence: "a text cannot begin with \(character)", hint: "put it in quotes", at: Place(mark))
        case "mapping values are not allowed in this context":
            return Self(
                sentence: "this ':' belongs to no key",
                hint: "a text with ': ' in it needs quotes, and the ':' of a key a blank behind it", at: Place(mark))
        case "but found another document":
            return Self(
                sentence: "a second YAML document begins here", hint: "a project file holds one pipeline",
                at: Place(mark))
        case let problem where problem.hasPrefix("Maximum nesting level reached"):
            return Self(
                sentence: "lists and mappings are nested too deeply to be read",
                hint: "a pipeline needs a dozen levels",
                at: Place(mark))
        default: return nil
        }
    }

    /// What is wrong with the part that began at the context's mark.
    private static func part(_ context: YamlError.Context, _ mark: Mark, _ lines: [Substring]) -> SyntaxMistake? {
        switch context.text {
        case "while scanning a quoted scalar":
            return Self(
                sentence: "the quote that begins here has no end", hint: "close it in the same line",
                at: Place(context.mark)
            )
        case "while scanning an alias", "while scanning an anchor":
            return Self(
                sentence: "a text cannot begin with '*' or '&'", hint: "put it in quotes", at: Place(context.mark))
        case "while scanning a simple key":
            return Self(
                sentence: "this is no `key: value`", hint: "a blank must follow the ':' of a key",
                at: Place(context.mark))
        case "while parsing a flow sequence": return open("list", "]", context.mark, mark, lines)
        case "while parsing a flow mapping": return open("mapping", "}", context.mark, mark, lines)
        case "while parsing a block mapping", "while parsing a block collection":
            return Self(
                sentence: "this line begins in another column than those it belongs to, from line "
                    + "\(context.mark.line) on", hint: "indent it like them", at: Place(mark))
        default: return nil
        }
    }

    /// A list or mapping in brackets whose end was not found, perhaps because a comment begins before it.
    private static func open(
        _ kind: String, _ bracket: String, _ start: Mark, _ mark: Mark, _ lines: [Substring]
    ) -> SyntaxMistake {
        for number in start.line...max(start.line, mark.line) where lines.indices.contains(number - 1) {
            guard let cut = lines[number - 1].firstRange(of: #/[ \t]#\{/#) else { continue }
            let column = lines[number - 1][..<cut.lowerBound].unicodeScalars.count + 2
            return Self(
                sentence: PipelineFile.cutSentence, hint: PipelineFile.cutHint,
                at: Place(line: number, column: column))
        }
        return Self(
            sentence:
                "the \(kind) that begins in line \(start.line), column \(start.column) has no ',' or '\(bracket)' "
                + "before this", hint: "close it; a text with ',', ': ' or a quote in it needs quotes", at: Place(mark))
    }
}

extension SyntaxMistake.Place {
    fileprivate init(_ mark: Mark) {
        self.init(line: mark.line, column: mark.column)
    }
}
