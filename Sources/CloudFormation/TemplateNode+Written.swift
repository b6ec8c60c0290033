extension TemplateNode {
    /// The node as a value, its functions not called: `Fn::GetAtt` always with a list, as both forms mean the same.
    var written: TemplateValue {
        switch content {
        case .scalar(let value): return value
        case .list(let elements): return .list(elements.map(\.written))
        case .object(let members):
            if let function, function.key == "Fn::GetAtt", let text = function.value.text {
                let parts = text.split(separator: ".", maxSplits: 1).map { TemplateValue.string(String($0)) }
                return .object([function.key: .list(parts)])
            }
            return .object(Dictionary(members.map { ($0.key, $0.value.written) }) { _, last in last })
        }
    }
}

extension TemplateValue {
    /// The name and argument of an intrinsic function that was not called.
    var function: (name: String, argument: TemplateValue)? {
        guard let members = object, members.count == 1, let member = members.first,
            member.key.hasPrefix("Fn::") || member.key == "Ref" || member.key == "Condition"
        else { return nil }
        return (member.key, member.value)
    }
}
