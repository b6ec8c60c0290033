/// Functions of a template as a person reads them in a policy.
enum IntrinsicText {
    /// `value` with its functions as text: `${Bucket}`, `${Bucket.Arn}`, what is joined, others as compact JSON.
    /// `nil` for `AWS::NoValue`, which removes the member or element that it stands for.
    static func rendering(_ value: TemplateValue) -> TemplateValue? {
        if let function = value.function { return rendering(function, value) }
        switch value {
        case .list(let elements): return .list(elements.compactMap { rendering($0) })
        case .object(let members): return .object(members.compactMapValues { rendering($0) })
        case .null, .bool, .number, .string: return value
        }
    }

    private static func rendering(
        _ function: (name: String, argument: TemplateValue), _ whole: TemplateValue
    ) -> TemplateValue? {
        let parts = function.argument.list ?? []
        switch function.name {
        case "Ref" where function.argument.text == "AWS::NoValue": return nil
        case "Ref": return .string("${\(function.argument.text ?? function.argument.json)}")
        case "Fn::GetAtt": return .string("${\(parts.map { $0.text ?? $0.json }.joined(separator: "."))}")
        case "Fn::Join":
            guard parts.count == 2, let separator = parts[0].text, let list = parts[1].list else { break }
            let joined = list.compactMap { rendering($0) }.map { $0.text ?? $0.json }.joined(separator: separator)
            return .string(joined)
        case "Condition": return .object(["Condition": rendering(function.argument) ?? .null])
        default: break
        }
        return .string(whole.json)
    }
}

extension TemplateValue {
    /// The texts of a list, or of the one value that stands for a list; sorted, as their order says nothing.
    var sortedTexts: [String] {
        (list ?? [self]).filter { $0 != .null }.map { $0.text ?? $0.json }.sorted()
    }

    /// Whether a function stands here that only CloudFormation can call. A condition of a policy is none.
    var isIntrinsic: Bool { function.map { $0.name != "Condition" } ?? false }
}
