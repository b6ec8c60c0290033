/// Reads the text of a regular expression.
struct PatternReader {
    private var rest: Substring.UnicodeScalarView
    private var ignoresCase = false
    private var dotTakesBreaks = false
    private var depth = 0

    init(_ text: String) {
        rest = text[...].unicodeScalars
    }

    private static let deepest = 100
    private static let mostRepetitions = 1000

    mutating func pattern() throws(PatternError) -> PatternNode {
        let node = try choice()
        if rest.first != nil { throw PatternError("a ')' has no '('") }
        return node
    }

    private mutating func choice() throws(PatternError) -> PatternNode {
        var ways = [try sequence()]
        while take("|") { ways.append(try sequence()) }
        return ways.count == 1 ? ways[0] : .choice(ways)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var parts: [PatternNode] = []
        while let next = rest.first, next != "|", next != ")" {
            if let atom = try atom() { parts.append(try quantified(atom)) }
        }
        return .sequence(parts)
    }

    /// `nil` for what only sets a flag.
    private mutating func atom() throws(PatternError) -> PatternNode? {
        switch rest.removeFirst() {
        case "(": return try group()
        case "[": return .one(try set())
        case ".": return .one(dotTakesBreaks ? .any : .not(.lineBreak))
        case "^": return .boundary(.start)
        case "$": return .boundary(.lastLineEnd)
        case "\\": return try escape()
        case let sign where "*+?{".unicodeScalars.contains(sign):
            throw PatternError("nothing stands before '\(sign)'")
        case let scalar: return .one(cased(.scalar(scalar)))
        }
    }

    private func cased(_ scalars: ScalarClass) -> ScalarClass { ignoresCase ? .folded(scalars) : scalars }

    private mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest.removeFirst(text.unicodeScalars.count)
        return true
    }

    private mutating func takeText(upTo end: Unicode.Scalar) -> String? {
        guard let index = rest.firstIndex(of: end) else { return nil }
        defer { rest = rest[index...].dropFirst() }
        return String(rest[..<index])
    }
}

// MARK: - Repetitions and groups

extension PatternReader {
    private mutating func quantified(_ atom: PatternNode) throws(PatternError) -> PatternNode {
        guard let (least, most) = try quantifier() else { return atom }
        if take("+") { throw PatternError("possessive quantifiers are not supported") }
        // Whether it takes much or little first makes no difference to a whole match.
        _ = take("?")
        if let next = rest.first, "*+?{".unicodeScalars.contains(next) {
            throw PatternError("'\(next)' stands behind a quantifier")
        }
        return .repeated(atom, least, most)
    }

    private mutating func quantifier() throws(PatternError) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard take("{") else { return nil }
        let parts = (takeText(upTo: "}") ?? "").split(separator: ",", omittingEmptySubsequences: false)
        guard let least = parts.first.flatMap({ Int($0) }), parts.count <= 2, least >= 0,
            let most = parts.count == 1 ? least : parts[1].isEmpty ? Int.max : Int(parts[1]), most >= least
        else { throw PatternError("a '{' does not begin a quantifier such as {2} or {2,5}") }
        if max(least, most == .max ? 0 : most) > Self.mostRepetitions {
            throw PatternError("more than \(Self.mostRepetitions) repetitions are asked for")
        }
        return (least, most == .max ? nil : most)
    }

    private mutating func group() throws(PatternError) -> PatternNode? {
        let outer = (ignoresCase, dotTakesBreaks)
        if take("?"), !take(":"), try !takeName() {
            // `(?i)` goes on to the end of the group that it stands in.
            if try takeFlags() { return nil }
        }
        depth += 1
        if depth > Self.deepest { throw PatternError("groups are nested too deeply") }
        let node = try choice()
        guard take(")") else { throw PatternError("a '(' is not closed") }
        depth -= 1
        (ignoresCase, dotTakesBreaks) = outer
        return node
    }

    /// The `<name>` of a group.
    private mutating func takeName() throws(PatternError) -> Bool {
        if ["=", "!", "<=", "<!", ">"].contains(where: { rest.starts(with: $0.unicodeScalars) }) {
            throw PatternError("look-around and atomic groups are not supported")
        }
        guard take("<") else { return false }
        if takeText(upTo: ">") == nil { throw PatternError("the name of a group does not end") }
        return true
    }

    /// `i` and `s`, on or off. Answers whether that was all of the group.
    private mutating func takeFlags() throws(PatternError) -> Bool {
        var isOn = true
        while let flag = rest.popFirst() {
            switch flag {
            case "-": isOn = false
            case "i": ignoresCase = isOn
            case "s": dotTakesBreaks = isOn
            case ":": return false
            case ")": return true
            default: throw PatternError("the flag '\(flag)' is not supported")
            }
        }
        throw PatternError("a '(' is not closed")
    }
}

// MARK: - Sets and escapes

extension PatternReader {
    private mutating func set() throws(PatternError) -> ScalarClass {
        let isNegated = take("^")
        var members: [ScalarClass] = []
        while let next = rest.popFirst() {
            if next == "]", !members.isEmpty {
                let union = cased(.union(members))
                return isNegated ? .not(union) : union
            }
            if next == "[" || next == "&" && rest.first == "&" {
                throw PatternError("sets within sets are not supported")
            }
            members.append(try member(next))
        }
        throw PatternError("a '[' is not closed")
    }

    private mutating func member(_ first: Unicode.Scalar) throws(PatternError) -> ScalarClass {
        let start = first == "\\" ? try escapedClass() : .scalar(first)
        guard case .range(let low) = start, low.lowerBound == low.upperBound, rest.first == "-",
            let last = rest.dropFirst().first, last != "]"
        else { return start }
        rest.removeFirst(2)
        let end = last == "\\" ? try escapedClass() : .scalar(last)
        guard case .range(let high) = end, high.lowerBound == high.upperBound, low.lowerBound <= high.lowerBound else {
            throw PatternError("a range of a set ends before it begins")
        }
        return .range(low.lowerBound...high.lowerBound)
    }

    private mutating func escape() throws(PatternError) -> PatternNode {
        if take("b") { return .boundary(.word) }
        if take("B") { return .boundary(.noWord) }
        if take("A") { return .boundary(.start) }
        if take("z") { return .boundary(.end) }
        if take("Z") { return .boundary(.lastLineEnd) }
        if take("Q") { return .sequence(quotation().map { .one(cased(.scalar($0))) }) }
        return .one(cased(try escapedClass()))
    }

    /// All up to `\E`, or to the end.
    private mutating func quotation() -> String.UnicodeScalarView {
        var text = String.UnicodeScalarView()
        while !take("\\E"), let next = rest.popFirst() { text.append(next) }
        return text
    }

    private mutating func escapedClass() throws(PatternError) -> ScalarClass {
        guard let letter = rest.popFirst() else { throw PatternError("it ends with a '\\'") }
        switch letter {
        case "d": return .digit
        case "D": return .not(.digit)
        case "w": return .word
        case "W": return .not(.word)
        case "s": return .space
        case "S": return .not(.space)
        case "p", "P": return try property(isNegated: letter == "P")
        case "t": return .scalar("\t")
        case "n": return .scalar("\n")
        case "r": return .scalar("\r")
        case "f": return .scalar("\u{0C}")
        case "x": return try code(digits: 2)
        case "u": return try code(digits: 4)
        case _ where letter.properties.isAlphabetic || ScalarClass.digit.contains(letter):
            throw PatternError("'\\\(letter)' is not supported")
        default: return .scalar(letter)
        }
    }

    private mutating func property(isNegated: Bool) throws(PatternError) -> ScalarClass {
        let name = take("{") ? takeText(upTo: "}") : rest.popFirst().map { String($0) }
        guard let scalars = name.flatMap({ ScalarClass.named[$0] }) else {
            throw PatternError("the class '\\p{\(name ?? "")}' is not supported")
        }
        return isNegated ? .not(scalars) : scalars
    }

    private mutating func code(digits count: Int) throws(PatternError) -> ScalarClass {
        let digits = rest.prefix(count)
        guard digits.count == count, let value = UInt32(String(digits), radix: 16), let scalar = Unicode.Scalar(value)
        else { throw PatternError("a code of a character needs \(count) hexadecimal digits") }
        rest.removeFirst(count)
        return .scalar(scalar)
    }
}
