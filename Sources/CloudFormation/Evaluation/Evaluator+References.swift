extension Evaluator {
    /// `Ref`: a parameter's value, a pseudo-parameter, or a resource's physical name.
    mutating func reference(_ name: String) -> TemplateValue? {
        if name == "AWS::NoValue" { return nil }
        if let bound = bindings[name] { return bound }
        if let known = stack.pseudoParameter(name) { return known }
        if let parameter = template.parameters.first(where: { $0.key == name }) { return self.parameter(parameter) }
        if let resource = template.root["Resources"]?[name] { return physicalName(name, resource) }
        return assume("Ref \(name)", .string(StandIn.name(name)), "nothing in the template is called so")
    }

    private mutating func parameter(_ parameter: TemplateNode.Member) -> TemplateValue {
        let type = parameter.value["Type"]?.text ?? "String"
        if let given = stack.parameters[parameter.key] { return Self.typed(given, type) }
        if type.hasPrefix("AWS::SSM::") {
            return assume("Ref \(parameter.key)", .string(parameter.key), "Systems Manager keeps it")
        }
        if let text = parameter.value["Default"]?.text { return Self.typed(text, type) }
        let allowed = parameter.value["AllowedValues"]?.elements?.first?.text
        let standIn = allowed ?? standIn(for: parameter.key, type)
        return assume("Ref \(parameter.key)", Self.typed(standIn, type), "the parameter has no default")
    }

    /// A value in the form that the parameter's name or type promises.
    private func standIn(for name: String, _ type: String) -> String {
        if type == "Number" { return "0" }
        if name.lowercased().hasSuffix("accountid") { return stack.account }
        return name.lowercased().hasSuffix("region") ? stack.region : name
    }

    private static func typed(_ text: String, _ type: String) -> TemplateValue {
        guard type == "CommaDelimitedList" || type.hasPrefix("List<") else { return .string(text) }
        return .list(
            text.split(separator: ",", omittingEmptySubsequences: false).map {
                .string($0.trimmingSpaces)
            })
    }

    private mutating func physicalName(_ id: String, _ resource: TemplateNode) -> TemplateValue {
        let kind = resource["Type"]?.text?.split(separator: ":").last.map(String.init) ?? ""
        let properties = resource["Properties"]
        let written = properties?[kind + "Name"] ?? properties?["Name"]
        if let written, underway.insert("Ref \(id)").inserted {
            defer { underway.remove("Ref \(id)") }
            if let name = value(written)?.text { return .string(name) }
        }
        return assume("Ref \(id)", .string(stack.physicalName(of: id)), "the stack names it")
    }

    /// `Fn::GetAtt`: an ARN is made from the type and the name, other attributes have a stand-in.
    mutating func attribute(_ argument: TemplateNode) -> TemplateValue {
        let parts =
            argument.elements
            ?? (argument.text?.split(separator: ".", maxSplits: 1) ?? []).map {
                TemplateNode(content: .scalar(.string(String($0))), position: nil)
            }
        let names = parts.compactMap { value($0)?.text }
        guard names.count >= 2 else { return .null }
        return attribute(names.dropFirst().joined(separator: "."), of: names[0])
    }

    mutating func attribute(_ attribute: String, of id: String) -> TemplateValue {
        let type = template.root["Resources"]?[id]?["Type"]?.text ?? ""
        let name = template.root["Resources"]?[id].map { physicalName(id, $0) }?.text ?? StandIn.name(id)
        if attribute == "Arn" || attribute.hasSuffix("Arn") {
            let arn = StandIn.arn(type: type, name: name, stack: stack)
            return assume("GetAtt \(id).\(attribute)", .string(arn), "the stack makes it")
        }
        if attribute == "Name" { return .string(name) }
        let standIn = StandIn.name("\(id)-\(attribute)")
        return assume("GetAtt \(id).\(attribute)", .string(standIn), "the stack makes it")
    }
}
