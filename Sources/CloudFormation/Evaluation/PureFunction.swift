import Foundation

/// The functions that need their arguments only.
enum PureFunction {
    /// `nil` for a function that is not known, or arguments that it does not take.
    static func call(_ name: String, _ argument: TemplateValue, region: String) -> TemplateValue? {
        let parts = argument.list ?? []
        switch name {
        case "Fn::Join": return join(parts)
        case "Fn::Select": return select(parts)
        case "Fn::Split": return split(parts)
        case "Fn::Base64": return argument.text.map { .string(Data($0.utf8).base64EncodedString()) }
        case "Fn::Length": return argument.list.map { .number(String($0.count)) }
        case "Fn::ToJsonString": return .string(argument.json)
        case "Fn::GetAZs":
            let chosen = argument.text.flatMap { $0.isEmpty ? nil : $0 } ?? region
            return .list(["a", "b", "c"].map { .string(chosen + $0) })
        case "Fn::Cidr": return CIDRBlock.blocks(parts).map { .list($0.map { .string($0) }) }
        case "Fn::Contains":
            guard parts.count == 2, let list = parts[0].list else { return nil }
            return .bool(list.contains(parts[1]))
        default: return nil
        }
    }

    private static func join(_ parts: [TemplateValue]) -> TemplateValue? {
        guard parts.count == 2, let separator = parts[0].text, let list = parts[1].list else { return nil }
        return .string(list.map { $0.text ?? $0.json }.joined(separator: separator))
    }

    private static func select(_ parts: [TemplateValue]) -> TemplateValue? {
        guard parts.count == 2, let index = parts[0].text.flatMap({ Int($0) }), let list = parts[1].list,
            list.indices.contains(index)
        else { return nil }
        return list[index]
    }

    private static func split(_ parts: [TemplateValue]) -> TemplateValue? {
        guard parts.count == 2, let separator = parts[0].text, !separator.isEmpty, let text = parts[1].text else {
            return nil
        }
        return .list(text.components(separatedBy: separator).map { .string($0) })
    }
}
