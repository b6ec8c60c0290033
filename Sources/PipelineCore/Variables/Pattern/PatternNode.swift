/// A regular expression, read.
indirect enum PatternNode {
    case one(ScalarClass)
    case boundary(PatternBoundary)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// From the first number of times to the second, or any number of times more.
    case repeated(PatternNode, Int, Int?)

    /// How much is to be compared at the node itself.
    var weight: Int { if case .one(let scalars) = self { scalars.weight } else { 1 } }
}

/// A place in a text where nothing is taken.
enum PatternBoundary {
    case start, end
    /// The end, or before the line break at the end.
    case lastLineEnd
    case word, noWord

    func holds(at position: Int, in text: [Unicode.Scalar]) -> Bool {
        switch self {
        case .start: position == 0
        case .end: position == text.count
        case .lastLineEnd: text[position...].elementsEqual("\r\n".unicodeScalars) || isBeforeLastBreak(position, text)
        case .word: isWordEdge(position, text)
        case .noWord: !isWordEdge(position, text)
        }
    }

    private func isBeforeLastBreak(_ position: Int, _ text: [Unicode.Scalar]) -> Bool {
        guard position < text.count else { return true }
        let isInBreak = position > 0 && text[position - 1] == "\r" && text[position] == "\n"
        return position == text.count - 1 && ScalarClass.lineBreak.contains(text[position]) && !isInBreak
    }

    private func isWordEdge(_ position: Int, _ text: [Unicode.Scalar]) -> Bool {
        let isBehind = position > 0 && ScalarClass.word.contains(text[position - 1])
        let isAhead = position < text.count && ScalarClass.word.contains(text[position])
        return isBehind != isAhead
    }
}

/// Which scalars may stand in a place.
indirect enum ScalarClass: Sendable {
    case range(ClosedRange<Unicode.Scalar>)
    case union([ScalarClass])
    case not(ScalarClass)
    /// Without a difference between the letters of ASCII, large or small.
    case folded(ScalarClass)
    case categories(Set<Unicode.GeneralCategory>)

    static func scalar(_ scalar: Unicode.Scalar) -> ScalarClass { .range(scalar...scalar) }
    static func anyOf(_ scalars: String) -> ScalarClass { .union(scalars.unicodeScalars.map { .scalar($0) }) }

    static let any = ScalarClass.range("\0"..."\u{10FFFF}")
    static let lineBreak = anyOf("\n\r\u{85}\u{2028}\u{2029}")
    static let lower = ScalarClass.range("a"..."z")
    static let upper = ScalarClass.range("A"..."Z")
    static let digit = ScalarClass.range("0"..."9")
    static let word = ScalarClass.union([lower, upper, digit, .scalar("_")])
    static let space = anyOf(" \t\n\u{0B}\u{0C}\r")
    static let blank = anyOf(" \t")
    static let punctuation = ScalarClass.union([
        .range("!"..."/"), .range(":"..."@"), .range("["..."`"), .range("{"..."~"),
    ])

    /// What `\p{…}` may name.
    static let named: [String: ScalarClass] = [
        "Lower": lower, "Upper": upper, "Alpha": .union([lower, upper]), "Digit": digit,
        "Alnum": .union([lower, upper, digit]), "Punct": punctuation, "Space": space, "Blank": blank,
        "XDigit": .union([digit, .range("a"..."f"), .range("A"..."F")]), "ASCII": .range("\0"..."\u{7F}"),
        "L": .categories([.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter]),
        "Lu": .categories([.uppercaseLetter]), "Ll": .categories([.lowercaseLetter]),
        "N": .categories([.decimalNumber, .letterNumber, .otherNumber]), "Nd": .categories([.decimalNumber]),
    ]

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .range(let range): range.contains(scalar)
        case .union(let classes): classes.contains { $0.contains(scalar) }
        case .not(let scalars): !scalars.contains(scalar)
        case .folded(let scalars): scalars.contains(scalar) || scalar.otherCase.map(scalars.contains) ?? false
        case .categories(let categories): categories.contains(scalar.properties.generalCategory)
        }
    }

    var weight: Int {
        switch self {
        case .range, .categories: 1
        case .union(let classes): classes.reduce(1) { $0 + $1.weight }
        case .not(let scalars): scalars.weight
        case .folded(let scalars): 2 * scalars.weight
        }
    }
}

extension Unicode.Scalar {
    /// The same letter of ASCII, small for large and large for small.
    fileprivate var otherCase: Unicode.Scalar? {
        ScalarClass.lower.contains(self) || ScalarClass.upper.contains(self) ? Unicode.Scalar(value ^ 0x20) : nil
    }
}
