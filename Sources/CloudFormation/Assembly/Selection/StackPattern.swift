/// A pattern for the display names of stacks, as a shell has them: `*` and `?` stay within one step of the path, `**`
/// does not, `{a,b}` is one of several.
struct StackPattern {
    private let alternatives: [[Piece]]

    private enum Piece: Equatable {
        case character(Character)
        case anyCharacter
        /// Any text, with or without slashes in it.
        case anyText(crossesSlashes: Bool)
    }

    /// More alternatives than these, made of braces after braces, mean the braces themselves.
    private static let alternativesLimit = 100

    init(_ text: String) {
        alternatives = Self.expanding(text).map(Self.pieces)
    }

    func matches(_ name: String) -> Bool {
        let characters = Array(name)
        return alternatives.contains { Self.matches($0, characters) }
    }

    private static func expanding(_ text: String) -> [String] {
        var done: [String] = []
        var waiting = [text]
        while let next = waiting.popLast() {
            guard done.count + waiting.count < alternativesLimit,
                let match = next.firstMatch(of: /\{([^{}]*,[^{}]*)\}/)
            else {
                done.append(next)
                continue
            }
            for choice in match.1.split(separator: ",", omittingEmptySubsequences: false) {
                waiting.append(next.replacingCharacters(in: match.range, by: choice))
            }
        }
        return done
    }

    private static func pieces(_ text: String) -> [Piece] {
        text.reduce(into: []) { pieces, character in
            switch character {
            case "?": pieces.append(.anyCharacter)
            case "*" where pieces.last == .anyText(crossesSlashes: false):
                pieces[pieces.count - 1] = .anyText(crossesSlashes: true)
            case "*" where pieces.last == .anyText(crossesSlashes: true): break
            case "*": pieces.append(.anyText(crossesSlashes: false))
            default: pieces.append(.character(character))
            }
        }
    }

    /// Follows all ways to read the name at once, so that no pattern takes long.
    private static func matches(_ pieces: [Piece], _ name: [Character]) -> Bool {
        var reached = closure([0], pieces)
        for character in name {
            let next = reached.compactMap { index -> Int? in
                guard pieces.indices.contains(index) else { return nil }
                switch pieces[index] {
                case .character(let expected): return expected == character ? index + 1 : nil
                case .anyCharacter: return character == "/" ? nil : index + 1
                case .anyText(let crossesSlashes): return character == "/" && !crossesSlashes ? nil : index
                }
            }
            reached = closure(Set(next), pieces)
        }
        return reached.contains(pieces.count)
    }

    /// Any text may be none.
    private static func closure(_ indices: Set<Int>, _ pieces: [Piece]) -> Set<Int> {
        var indices = indices
        for (index, piece) in pieces.enumerated() where indices.contains(index) {
            if case .anyText = piece { indices.insert(index + 1) }
        }
        return indices
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, by text: Substring) -> String {
        String(self[..<range.lowerBound] + text + self[range.upperBound...])
    }
}
