import CloudFormation
import TestSupport

/// A random value with intrinsic functions, and what it means: how it is written is one thing, its value another.
indirect enum RandomExpression {
    case text(String)
    case stage
    case substitution(String)
    case join([RandomExpression])
    case select(Int, [RandomExpression])
    case choice(RandomExpression, RandomExpression)
    case list([RandomExpression])
    case object([(key: String, value: RandomExpression)])

    static func any(depth: Int, using generator: inout SeededGenerator) -> RandomExpression {
        func parts(_ generator: inout SeededGenerator) -> [RandomExpression] {
            (0..<Int.random(in: 1...3, using: &generator)).map { _ in any(depth: depth - 1, using: &generator) }
        }
        switch depth > 0 ? Int.random(in: 0...4, using: &generator) : 4 {
        case 0: return .list(parts(&generator))
        case 1: return .object(parts(&generator).enumerated().map { ("k\($0.offset)", $0.element) })
        case 2: return .choice(any(depth: depth - 1, using: &generator), any(depth: depth - 1, using: &generator))
        case 3:
            let parts = parts(&generator)
            return .select(Int.random(in: parts.indices, using: &generator), parts)
        default: return scalar(depth: depth, using: &generator)
        }
    }

    private static func scalar(depth: Int, using generator: inout SeededGenerator) -> RandomExpression {
        let texts = ["a", "b c", "012", "yes", "", "#{variables.A}", "x: [y", "ü"]
        switch Int.random(in: 0...(depth > 0 ? 3 : 2), using: &generator) {
        case 0: return .text(texts.randomElement(using: &generator) ?? "a")
        case 1: return .stage
        case 2: return .substitution(texts.randomElement(using: &generator) ?? "a")
        default:
            let count = Int.random(in: 1...3, using: &generator)
            return .join((0..<count).map { _ in scalar(depth: depth - 1, using: &generator) })
        }
    }

    /// Its value, where the parameter `Stage` has a value and the condition `IsProd` asks whether that is `prod`.
    func meaning(stage: String) -> TemplateValue {
        switch self {
        case .text(let text): .string(text)
        case .stage: .string(stage)
        case .substitution(let text): .string("\(text)\(stage)${kept}")
        case .join(let parts): .string(parts.map { $0.meaning(stage: stage).text ?? "" }.joined(separator: "-"))
        case .select(let index, let parts): parts[index].meaning(stage: stage)
        case .choice(let yes, let no): (stage == "prod" ? yes : no).meaning(stage: stage)
        case .list(let parts): .list(parts.map { $0.meaning(stage: stage) })
        case .object(let members):
            .object(members.reduce(into: [:]) { $0[$1.key] = $1.value.meaning(stage: stage) })
        }
    }

    /// As JSON, functions in their long form.
    var json: String {
        switch self {
        case .text(let text): "\"\(text)\""
        case .stage: #"{"Ref": "Stage"}"#
        case .substitution(let text): "{\"Fn::Sub\": \"\(text)${Stage}${!kept}\"}"
        case .join(let parts): "{\"Fn::Join\": [\"-\", [\(Self.list(parts, \.json))]]}"
        case .select(let index, let parts): "{\"Fn::Select\": [\(index), [\(Self.list(parts, \.json))]]}"
        case .choice(let yes, let no): "{\"Fn::If\": [\"IsProd\", \(yes.json), \(no.json)]}"
        case .list(let parts): "[\(Self.list(parts, \.json))]"
        case .object(let members): "{\(members.map { "\"\($0.key)\": \($0.value.json)" }.joined(separator: ", "))}"
        }
    }

    /// As YAML, functions with their short tags.
    var yaml: String {
        switch self {
        case .text(let text): "'\(text)'"
        case .stage: "!Ref Stage"
        case .substitution(let text): "!Sub '\(text)${Stage}${!kept}'"
        case .join(let parts): "!Join ['-', [\(Self.list(parts, \.yaml))]]"
        case .select(let index, let parts): "!Select [\(index), [\(Self.list(parts, \.yaml))]]"
        case .choice(let yes, let no): "!If [IsProd, \(yes.yaml), \(no.yaml)]"
        case .list(let parts): "[\(Self.list(parts, \.yaml))]"
        case .object(let members): "{\(members.map { "\($0.key): \($0.value.yaml)" }.joined(separator: ", "))}"
        }
    }

    private static func list(_ parts: [RandomExpression], _ form: (RandomExpression) -> String) -> String {
        parts.map(form).joined(separator: ", ")
    }
}
