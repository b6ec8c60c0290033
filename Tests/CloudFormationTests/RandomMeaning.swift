import CloudFormation
import Foundation

/// What random templates mean, told once more: from their shape, not from their text.
///
/// What only AWS knows has the value that was said to stand for it, and has to have been named.
struct RandomMeaning {
    let template: RandomTemplate
    let stage: String
    let standIns: [String: String]
    /// What it took that only AWS knows.
    private(set) var asked: Set<String> = []

    init(_ template: RandomTemplate, stage: String, standIns: [String: String]) {
        self.template = template
        self.stage = stage
        self.standIns = standIns
    }

    /// The properties of the resources that there are, in their order.
    mutating func resources() -> [(id: String, properties: TemplateValue)] {
        template.resources.compactMap { resource in
            if let condition = resource.condition, !holds(condition) { return nil }
            return (resource.id, value(resource.properties) ?? .null)
        }
    }

    /// `nil` for what is left out.
    private mutating func value(_ expression: RandomExpression) -> TemplateValue? {
        switch expression {
        case .noValue: return nil
        case .parameter("Names"): return .list([.string("x"), .string("y")])
        case .select(let index, let parts): return parts.map { value($0) }[index]
        case .length(let parts): return .number(String(parts.compactMap { value($0) }.count))
        case .choice(let name, let yes, let no): return value(holds(name) ? yes : no)
        case .list(let parts): return .list(parts.compactMap { value($0) })
        case .object(let parts):
            return .object(parts.enumerated().reduce(into: [:]) { $0["k\($1.offset)"] = value($1.element) })
        // The one value that is a number where it is written.
        case .mapped(let by, "B"):
            return RandomTemplate.sizes[by ?? stage]?["B"].map { .number($0) } ?? .string(text(expression))
        default: return .string(text(expression))
        }
    }

    private mutating func text(_ expression: RandomExpression) -> String {
        switch expression {
        case .text(let text): return text
        case .parameter("Stage"): return stage
        case .parameter("Size"): return "3"
        case .parameter(let name): return unknown("Ref \(name)")
        case .mapped(let by, let key):
            let first = by ?? stage
            return RandomTemplate.sizes[first]?[key] ?? unknown("FindInMap Sizes.\(first).\(key)")
        case .imported(let name): return RandomTemplate.exports[name] ?? unknown("ImportValue \(name)")
        case .resource(let id): return unknown("Ref \(id)")
        case .attribute(let id):
            // An ARN has the name in it.
            _ = unknown("Ref \(id)")
            return unknown("GetAtt \(id).Arn")
        case .substitution(let words, let own): return words + stage + text(own) + "${kept}"
        case .base64(let own): return Data(text(own).utf8).base64EncodedString()
        case .join(let parts): return parts.map { text($0) }.joined(separator: "-")
        case .split(let index, let parts): return parts.map { text($0) }[index]
        case .noValue, .select, .length, .choice, .list, .object: return "no text"
        }
    }

    private mutating func holds(_ name: String) -> Bool {
        template.conditions.first { $0.name == name }.map { truth($0.value) } ?? false
    }

    private mutating func truth(_ condition: RandomCondition) -> Bool {
        switch condition {
        case .equals(let left, let right): return text(left) == text(right)
        case .not(let part): return !truth(part)
        case .and(let parts): return parts.map { truth($0) }.allSatisfy(\.self)
        case .or(let parts): return parts.map { truth($0) }.contains(true)
        case .named(let name): return holds(name)
        }
    }

    private mutating func unknown(_ expression: String) -> String {
        asked.insert(expression)
        return standIns[expression] ?? "it was not named"
    }
}
