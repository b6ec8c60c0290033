import CloudFormation
import TestSupport

/// A random value with intrinsic functions. How it is written is one thing, its value another: neither knows the other.
indirect enum RandomExpression {
    case text(String)
    /// A parameter of `RandomTemplate.parameters`.
    case parameter(String)
    case noValue
    /// `Sizes`, by the stage or by what stands there, then by a key.
    case mapped(by: String?, key: String)
    case imported(String)
    case resource(String)
    case attribute(String)
    /// The text, then the stage, a name of its own, and what is no name.
    case substitution(String, own: RandomExpression)
    case base64(RandomExpression)
    case join([RandomExpression])
    /// Joined, split again, and one of it.
    case split(Int, [RandomExpression])
    case select(Int, [RandomExpression])
    case length([RandomExpression])
    case choice(String, RandomExpression, RandomExpression)
    case list([RandomExpression])
    case object([RandomExpression])
}

// MARK: - Chance

extension RandomExpression {
    /// - Parameter mayVanish: whether it may be `AWS::NoValue`, as a member or an element may.
    static func any(
        depth: Int, mayVanish: Bool = false, _ names: RandomTemplate.Names, _ random: inout SeededGenerator
    ) -> RandomExpression {
        func part(mayVanish: Bool, _ random: inout SeededGenerator) -> RandomExpression {
            any(depth: depth - 1, mayVanish: mayVanish, names, &random)
        }
        func parts(mayVanish: Bool, _ random: inout SeededGenerator) -> [RandomExpression] {
            (0..<Int.random(in: 1...3, using: &random)).map { _ in part(mayVanish: mayVanish, &random) }
        }
        if mayVanish, Int.random(in: 0..<6, using: &random) == 0 { return .noValue }
        switch depth > 0 ? Int.random(in: 0...7, using: &random) : 7 {
        case 0: return .list(parts(mayVanish: true, &random))
        case 1: return .object(parts(mayVanish: true, &random))
        case 2, 3:
            let (yes, no) = (part(mayVanish: mayVanish, &random), part(mayVanish: mayVanish, &random))
            return .choice(names.conditions.randomElement(using: &random) ?? "", yes, no)
        case 4:
            let parts = parts(mayVanish: false, &random)
            return .select(Int.random(in: parts.indices, using: &random), parts)
        case 5: return .length(parts(mayVanish: true, &random))
        case 6: return .parameter("Names")
        default: return scalar(depth: depth, names, &random)
        }
    }

    private static let texts = ["a", "b c", "012", "yes", "", "#{variables.A}", "x: [y", "ü", "prod", "dev"]

    /// What has a text. In conditions there are no resources.
    static func scalar(
        depth: Int, _ names: RandomTemplate.Names, inCondition: Bool = false, _ random: inout SeededGenerator
    ) -> RandomExpression {
        func parts(_ random: inout SeededGenerator) -> [RandomExpression] {
            (0..<Int.random(in: 1...3, using: &random)).map { _ in scalar(depth: depth - 1, names, &random) }
        }
        let resource = names.resources.randomElement(using: &random) ?? ""
        let text = texts.randomElement(using: &random) ?? ""
        switch Int.random(in: 0...(inCondition ? 3 : depth > 0 ? 10 : 6), using: &random) {
        case 0: return .text(text)
        case 1: return .parameter("Stage")
        case 2: return .parameter(["Size", "Token"].randomElement(using: &random) ?? "Size")
        case 3:
            let by = Bool.random(using: &random) ? nil : "dev"
            return .mapped(by: by, key: Bool.random(using: &random) ? "A" : "B")
        case 4: return .imported(Bool.random(using: &random) ? "net-vpc" : "net-zone")
        case 5: return .resource(resource)
        case 6: return .attribute(resource)
        case 7: return .substitution(text, own: scalar(depth: depth - 1, names, &random))
        case 8: return .base64(scalar(depth: depth - 1, names, &random))
        case 9: return .join(parts(&random))
        default:
            let parts = parts(&random)
            return .split(Int.random(in: parts.indices, using: &random), parts)
        }
    }
}
