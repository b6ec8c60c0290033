extension Evaluator {
    /// The resources of the template, those that loops make included.
    mutating func expandedResources() -> [(id: String, node: TemplateNode)] {
        expandLoops(template.resources).map { ($0.key, $0.value) }
    }

    /// Replaces `Fn::ForEach::Loop: [Name, [values], {key with ${Name}: body}]` by a member for each value.
    mutating func expandLoops(_ members: [TemplateNode.Member]) -> [TemplateNode.Member] {
        guard usesLanguageExtensions, members.contains(where: { $0.key.hasPrefix("Fn::ForEach::") }) else {
            return members
        }
        return members.flatMap { member in
            member.key.hasPrefix("Fn::ForEach::") ? expandLoop(member) : [member]
        }
    }

    private mutating func expandLoop(_ loop: TemplateNode.Member) -> [TemplateNode.Member] {
        guard let parts = loop.value.elements, parts.count == 3, let name = parts[0].text,
            case .list(let values)? = value(parts[1])
        else { return [] }
        return values.compactMap(\.text).flatMap { text in
            let bound = parts[2].members.map { $0.replacing(name, by: text) }
            return expandLoops(bound)
        }
    }

    private var usesLanguageExtensions: Bool {
        let transform = template.root["Transform"]
        let names = transform?.elements?.compactMap(\.text) ?? [transform?.text].compactMap(\.self)
        return names.contains("AWS::LanguageExtensions")
    }
}

extension TemplateNode.Member {
    /// The member for one value of a loop: `${Name}`, `&{Name}` and `Ref: Name` are that value.
    fileprivate func replacing(_ name: String, by text: String) -> TemplateNode.Member {
        TemplateNode.Member(key: key.replacing(loopName: name, by: text), value: value.replacing(name, by: text))
    }
}

extension TemplateNode {
    fileprivate func replacing(_ name: String, by text: String) -> TemplateNode {
        if let function, function.key == "Ref", function.value.text == name {
            return TemplateNode(content: .scalar(.string(text)), position: position)
        }
        switch content {
        case .scalar(.string(let value)):
            return TemplateNode(
                content: .scalar(.string(value.replacing(loopName: name, by: text))), position: position)
        case .scalar: return self
        case .list(let elements):
            return TemplateNode(content: .list(elements.map { $0.replacing(name, by: text) }), position: position)
        case .object(let members):
            return TemplateNode(content: .object(members.map { $0.replacing(name, by: text) }), position: position)
        }
    }
}

extension String {
    fileprivate func replacing(loopName name: String, by text: String) -> String {
        replacing("${\(name)}", with: text).replacing("&{\(name)}", with: text.filter { $0.isLetter || $0.isNumber })
    }
}
