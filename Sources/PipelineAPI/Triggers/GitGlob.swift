/// A pattern of a trigger's filter ("Working with glob patterns in syntax" in CodePipeline's guide): `*` within a path
/// segment, `**` across segments, `?` one character, `[…]` one of a set (`!` negates), `{a,b}` alternatives, `\` takes the
/// next character as it is.
struct GitGlob {
    private enum Token {
        case literal(Character)
        case anyInSegment
        case set(Set<Character>, isNegated: Bool)
        case star
        case doubleStar
        /// Goes on at each of these places.
        case branch([Int])
    }

    private var tokens: [Token] = []

    init(_ pattern: String) {
        var rest = pattern[...]
        while !rest.isEmpty {
            if rest.first != "{" || !takeAlternatives(&rest) { take(&rest) }
        }
    }

    /// All that stands in braces, with commas between; braces within braces are plain characters. Answers whether the braces
    /// close.
    private mutating func takeAlternatives(_ rest: inout Substring) -> Bool {
        guard let close = rest.firstIndex(of: "}") else { return false }
        let choices = rest[..<close].dropFirst().split(separator: ",", omittingEmptySubsequences: false)
        rest = rest[close...].dropFirst()
        let fork = tokens.count
        tokens.append(.branch([]))
        var starts: [Int] = []
        var ends: [Int] = []
        for var choice in choices {
            starts.append(tokens.count)
            while !choice.isEmpty { take(&choice) }
            ends.append(tokens.count)
            tokens.append(.branch([]))
        }
        tokens[fork] = .branch(starts)
        for end in ends { tokens[end] = .branch([tokens.count]) }
        return true
    }

    private mutating func take(_ rest: inout Substring) {
        switch rest.removeFirst() {
        case "*" where rest.first == "*":
            rest.removeFirst()
            tokens.append(.doubleStar)
        case "*": tokens.append(.star)
        case "?": tokens.append(.anyInSegment)
        case "\\": if let next = rest.popFirst() { tokens.append(.literal(next)) }
        case "[": tokens.append(Self.set(&rest) ?? .literal("["))
        case let character: tokens.append(.literal(character))
        }
    }

    /// `a-z`, `abc`, `!…`; `nil` if the set never ends.
    private static func set(_ rest: inout Substring) -> Token? {
        guard let end = rest.dropFirst().firstIndex(of: "]") else { return nil }
        var members = Array(rest[..<end])
        rest = rest[rest.index(after: end)...]
        let isNegated = members.first == "!"
        if isNegated { members.removeFirst() }
        var characters: Set<Character> = []
        var index = 0
        while index < members.count {
            if index + 2 < members.count, members[index + 1] == "-", let first = members[index].asciiValue,
                let last = members[index + 2].asciiValue, first <= last
            {
                characters.formUnion((first...last).map { Character(UnicodeScalar($0)) })
                index += 3
            } else {
                characters.insert(members[index])
                index += 1
            }
        }
        return .set(characters, isNegated: isNegated)
    }

    /// Follows all ways through the pattern at once: no pattern takes longer than its length times the text's.
    func matches(_ text: String) -> Bool {
        var places = closure([Place(index: 0)])
        for character in text {
            places = closure(places.compactMap { step($0.index, character) })
            if places.isEmpty { return false }
        }
        return places.contains { $0.index == tokens.count }
    }

    /// How far the pattern has been followed.
    private struct Place: Hashable {
        var index: Int
        /// `**/` may stand for no segment at all.
        var isBehindDoubleStar = false
    }

    /// Where a character leads from a token, if it fits.
    private func step(_ index: Int, _ character: Character) -> Place? {
        guard tokens.indices.contains(index) else { return nil }
        switch tokens[index] {
        case .literal(let wanted): return character == wanted ? Place(index: index + 1) : nil
        case .anyInSegment: return character == "/" ? nil : Place(index: index + 1)
        case .set(let members, let isNegated):
            return character != "/" && members.contains(character) != isNegated ? Place(index: index + 1) : nil
        case .star: return character == "/" ? nil : Place(index: index)
        case .doubleStar: return Place(index: index)
        case .branch: return nil
        }
    }

    /// The places, and those that are reached from them without a character more.
    private func closure(_ places: [Place]) -> Set<Place> {
        var all = Set(places)
        var waiting = places
        while let place = waiting.popLast() {
            for next in free(from: place) where all.insert(next).inserted { waiting.append(next) }
        }
        return all
    }

    /// A star may stand for nothing.
    private func free(from place: Place) -> [Place] {
        guard tokens.indices.contains(place.index) else { return [] }
        switch tokens[place.index] {
        case .star: return [Place(index: place.index + 1)]
        case .doubleStar: return [Place(index: place.index + 1, isBehindDoubleStar: true)]
        case .branch(let indices):
            return indices.map { Place(index: $0, isBehindDoubleStar: place.isBehindDoubleStar) }
        case .literal("/") where place.isBehindDoubleStar: return [Place(index: place.index + 1)]
        case .literal, .anyInSegment, .set: return []
        }
    }
}
