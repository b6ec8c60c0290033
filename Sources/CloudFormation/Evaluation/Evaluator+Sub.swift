extension Evaluator {
    /// `Fn::Sub`: a text with `${Name}`, `${Resource.Attribute}` and `${!Literal}`, and perhaps a map of names.
    mutating func substitute(_ argument: TemplateNode) -> TemplateValue {
        guard let text = argument.text ?? argument.elements?.first?.text else { return .null }
        var names: [String: String] = [:]
        for member in argument.elements?.dropFirst().first?.members ?? [] {
            names[member.key] = value(member.value)?.text ?? ""
        }
        return .string(substitute(text, names))
    }

    mutating func substitute(_ text: String, _ names: [String: String]) -> String {
        var result = ""
        var rest = Substring(text)
        while let start = rest.firstRange(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}") {
            let name = String(rest[start.upperBound..<end])
            result += rest[..<start.lowerBound]
            result += name.hasPrefix("!") ? "${\(name.dropFirst())}" : names[name] ?? variable(name)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private mutating func variable(_ written: String) -> String {
        let name = written.trimmingSpaces
        guard let dot = name.firstIndex(of: "."), bindings[name] == nil else {
            let value = reference(name)
            return value?.text ?? value?.list?.compactMap(\.text).joined(separator: ",") ?? ""
        }
        return attribute(String(name[name.index(after: dot)...]), of: String(name[..<dot])).text ?? ""
    }
}

extension StringProtocol {
    var trimmingSpaces: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
