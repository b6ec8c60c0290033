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
    }

    private let alternatives: [[Token]]

    init(_ pattern: String) {
        alternatives = Self.expanded(pattern).map(Self.tokens)
    }

    func matches(_ text: String) -> Bool { alternatives.contains { Self.matches($0, text) } }

    /// The pattern once for each of the alternatives in braces; braces within braces are plain characters.
    private static func expanded(_ pattern: String) -> [String] {
        guard let open = pattern.firstIndex(of: "{"), let close = pattern[open...].firstIndex(of: "}"),
            open == pattern.startIndex || pattern[pattern.index(before: open)] != "\\"
        else { return [pattern] }
        let choices = pattern[pattern.index(after: open)..<close].split(
            separator: ",", omittingEmptySubsequences: false)
        return choices.flatMap { choice in
            expanded(String(pattern[pattern.index(after: close)...])).map { pattern[..<open] + choice + $0 }
        }
    }

    private static func tokens(_ pattern: String) -> [Token] {
        var tokens: [Token] = []
        var rest = pattern[...]
        while let character = rest.popFirst() {
            switch character {
            case "*" where rest.first == "*":
                rest.removeFirst()
                tokens.append(.doubleStar)
            case "*": tokens.append(.star)
            case "?": tokens.append(.anyInSegment)
            case "\\": if let next = rest.popFirst() { tokens.append(.literal(next)) }
            case "[": tokens.append(set(&rest) ?? .literal("["))
            default: tokens.append(.literal(character))
            }
        }
        return tokens
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
    private static func matches(_ tokens: [Token], _ text: String) -> Bool {
        var places = closure([0], tokens)
        for character in text {
            var next: Set<Int> = []
            for place in places where place < tokens.count {
                switch tokens[place] {
                case .literal(let wanted): if character == wanted { next.insert(place + 1) }
                case .anyInSegment: if character != "/" { next.insert(place + 1) }
                case .set(let members, let isNegated):
                    if character != "/", members.contains(character) != isNegated { next.insert(place + 1) }
                case .star: if character != "/" { next.insert(place) }
                case .doubleStar: next.insert(place)
                }
            }
            places = closure(next, tokens)
            if places.isEmpty { return false }
        }
        return places.contains(tokens.count)
    }

    /// A star may stand for nothing, and `**/` for no segment.
    private static func closure(_ places: Set<Int>, _ tokens: [Token]) -> Set<Int> {
        var all = places
        var waiting = Array(places)
        while let place = waiting.popLast() {
            guard place < tokens.count else { continue }
            var further: [Int] = []
            switch tokens[place] {
            case .star: further = [place + 1]
            case .doubleStar:
                further = [place + 1]
                if place + 1 < tokens.count, case .literal("/") = tokens[place + 1] { further.append(place + 2) }
            case .literal, .anyInSegment, .set: break
            }
            for next in further where all.insert(next).inserted { waiting.append(next) }
        }
        return all
    }
}
