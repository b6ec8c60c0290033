import TestSupport

/// A random condition of a template.
indirect enum RandomCondition {
    case equals(RandomExpression, RandomExpression)
    case not(RandomCondition)
    case and([RandomCondition])
    case or([RandomCondition])
    case named(String)

    /// - Parameter others: the conditions that it may ask for.
    static func any(depth: Int, others: [String], _ random: inout SeededGenerator) -> RandomCondition {
        func parts(_ random: inout SeededGenerator) -> [RandomCondition] {
            (0..<Int.random(in: 2...3, using: &random)).map { _ in any(depth: depth - 1, others: others, &random) }
        }
        switch depth > 0 ? Int.random(in: 0...5, using: &random) : 5 {
        case 0: return .not(any(depth: depth - 1, others: others, &random))
        case 1: return .and(parts(&random))
        case 2: return .or(parts(&random))
        case 3, 4: if let other = others.randomElement(using: &random) { return .named(other) }
        default: break
        }
        let names = RandomTemplate.Names(conditions: [], resources: [])
        return .equals(
            .scalar(depth: 0, names, inCondition: true, &random), .scalar(depth: 0, names, inCondition: true, &random))
    }

    var json: String {
        switch self {
        case .equals(let left, let right): #"{"Fn::Equals": [\#(left.json), \#(right.json)]}"#
        case .not(let part): #"{"Fn::Not": [\#(part.json)]}"#
        case .and(let parts): #"{"Fn::And": [\#(parts.map(\.json).joined(separator: ", "))]}"#
        case .or(let parts): #"{"Fn::Or": [\#(parts.map(\.json).joined(separator: ", "))]}"#
        case .named(let name): #"{"Condition": "\#(name)"}"#
        }
    }

    var yaml: String {
        switch self {
        case .equals(let left, let right): "!Equals [\(left.yaml), \(right.yaml)]"
        case .not(let part): "!Not [\(part.yaml)]"
        case .and(let parts): "!And [\(parts.map(\.yaml).joined(separator: ", "))]"
        case .or(let parts): "!Or [\(parts.map(\.yaml).joined(separator: ", "))]"
        case .named(let name): "!Condition \(name)"
        }
    }
}
