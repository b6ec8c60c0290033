/// A regular expression as Java writes it, which has to match a text as a whole.
///
/// All ways through it are followed at once, so no expression takes longer than its length times the text's. What cannot
/// be done so (back-references, look-around, possessive quantifiers) is refused.
///
/// Source: `java.util.regex.Pattern`, which the rule VariableCheck names for its operator MATCHES.
struct JavaPattern {
    private var program: [Step] = []
    private var weight = 0

    private enum Step {
        case one(ScalarClass)
        case boundary(PatternBoundary)
        /// Goes on at each of these places.
        case fork([Int])
    }

    /// Throws `PatternError`.
    init(_ text: String) throws(PatternError) {
        var reader = PatternReader(text)
        try add(reader.pattern())
    }

    /// Steps that a pattern may come to, with its repetitions written out.
    private static let longest = 10_000
    /// Steps times the scalars of a text: less than a second.
    private static let mostWork = 20_000_000

    /// Throws `PatternError` where pattern and text are too long for each other.
    func matches(_ text: String) throws(PatternError) -> Bool {
        let scalars = Array(text.unicodeScalars)
        if weight * scalars.count > Self.mostWork { throw PatternError("it is too long for a text of this length") }
        var places = reachable(from: [0], at: 0, in: scalars)
        for (index, scalar) in scalars.enumerated() {
            places = reachable(from: places.compactMap { next($0, scalar) }, at: index + 1, in: scalars)
            if places.isEmpty { return false }
        }
        return places.contains(program.count)
    }

    private func next(_ place: Int, _ scalar: Unicode.Scalar) -> Int? {
        guard place < program.count, case .one(let wanted) = program[place], wanted.contains(scalar) else { return nil }
        return place + 1
    }

    /// The places, and those that are reached from them without a scalar more.
    private func reachable(from places: [Int], at position: Int, in text: [Unicode.Scalar]) -> [Int] {
        var isSeen = [Bool](repeating: false, count: program.count + 1)
        var (waiting, reached) = (places, [Int]())
        while let place = waiting.popLast() {
            if isSeen[place] { continue }
            isSeen[place] = true
            reached.append(place)
            guard place < program.count else { continue }
            switch program[place] {
            case .fork(let ways): waiting += ways
            case .boundary(let boundary): if boundary.holds(at: position, in: text) { waiting.append(place + 1) }
            case .one: break
            }
        }
        return reached
    }
}

// MARK: - Writing the pattern out as steps

extension JavaPattern {
    private mutating func add(_ node: PatternNode) throws(PatternError) {
        weight += node.weight
        if weight > Self.longest { throw PatternError("it is too long, with its repetitions written out") }
        switch node {
        case .one(let scalars): program.append(.one(scalars))
        case .boundary(let boundary): program.append(.boundary(boundary))
        case .sequence(let parts): for part in parts { try add(part) }
        case .choice(let ways): try add(oneOf: ways)
        case .repeated(let part, let least, let most):
            for _ in 0..<least { try add(part) }
            if let most {
                try add(part, upTo: most - least)
            } else {
                try add(anyNumberOf: part)
            }
        }
    }

    private mutating func add(oneOf ways: [PatternNode]) throws(PatternError) {
        let fork = program.count
        program.append(.fork([]))
        var (starts, ends) = ([Int](), [Int]())
        for way in ways {
            starts.append(program.count)
            try add(way)
            ends.append(program.count)
            program.append(.fork([]))
        }
        program[fork] = .fork(starts)
        for end in ends { program[end] = .fork([program.count]) }
    }

    private mutating func add(_ part: PatternNode, upTo count: Int) throws(PatternError) {
        var forks: [Int] = []
        for _ in 0..<count {
            forks.append(program.count)
            program.append(.fork([]))
            try add(part)
        }
        for fork in forks { program[fork] = .fork([fork + 1, program.count]) }
    }

    private mutating func add(anyNumberOf part: PatternNode) throws(PatternError) {
        let fork = program.count
        program.append(.fork([]))
        try add(part)
        program.append(.fork([fork]))
        program[fork] = .fork([fork + 1, program.count])
    }
}

/// Why a pattern cannot be used.
struct PatternError: Error, Equatable {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
