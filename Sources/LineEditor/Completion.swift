/// What is to be completed.
public struct CompletionRequest: Sendable, Hashable {
    public var line: String
    /// Where the cursor is: so many characters of the line stand before it.
    public var cursor: Int

    public init(line: String, cursor: Int) {
        self.line = line
        self.cursor = cursor
    }

    /// The part of the line that stands before the cursor.
    public var textBeforeCursor: String { String(line.prefix(cursor)) }
}

/// One way to complete a word.
public struct Candidate: Sendable, Hashable {
    /// What replaces the word.
    public var text: String
    /// What the table of candidates shows for it; the text itself if `nil`.
    public var display: String?
    /// A few words beside it when there are several.
    public var description: String?
    /// Whether the word is done: a blank follows it.
    public var isFinal: Bool

    public init(_ text: String, display: String? = nil, description: String? = nil, isFinal: Bool = true) {
        self.text = text
        self.display = display
        self.description = description
        self.isFinal = isFinal
    }
}

/// The ways to complete what stands before the cursor.
public struct Completions: Sendable, Hashable {
    /// The end of the text before the cursor that a candidate replaces.
    public var word: String
    public var candidates: [Candidate]

    public init(word: String, candidates: [Candidate]) {
        self.word = word
        self.candidates = candidates
    }

    /// What all candidates begin with.
    var commonPrefix: String {
        guard var prefix = candidates.first?.text else { return "" }
        for candidate in candidates.dropFirst() { prefix = candidate.text.commonPrefix(with: prefix) }
        return prefix
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
