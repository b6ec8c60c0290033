/// What stands before the line that is typed: pieces of text, each with its colours.
public struct Prompt: Sendable, Hashable {
    /// A piece of text in one style.
    public struct Piece: Sendable, Hashable {
        public var text: String
        /// The parameters of an SGR sequence (`1;32`); plain if empty.
        public var style: String

        public init(_ text: String, style: String = "") {
            self.text = text
            self.style = style
        }
    }

    public var pieces: [Piece]

    public init(_ pieces: [Piece]) {
        self.pieces = pieces
    }

    public init(_ text: String) {
        pieces = [Piece(text)]
    }

    /// The prompt without styles.
    public var text: String { pieces.map(\.text).joined() }

    /// The mark that libedit is told stands around text that takes no room.
    static let mark: Character = "\u{1}"

    /// The prompt with its styles between marks.
    var marked: String {
        pieces.map { piece in
            if piece.style.isEmpty { return piece.text }
            return "\(Self.mark)\u{1B}[\(piece.style)m\(Self.mark)\(piece.text)\(Self.mark)\u{1B}[0m\(Self.mark)"
        }.joined()
    }
}
