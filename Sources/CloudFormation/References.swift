/// What a part of a template refers to by name: resources, parameters, pseudo-parameters.
struct References {
    private(set) var names: Set<String> = []
    /// The names of exports of other stacks, as they are written.
    private(set) var imports: [TemplateNode] = []
    /// Whether a condition holds, where that is known: then only one side of an `Fn::If` counts.
    private let holds: (String) -> Bool?

    init(in node: TemplateNode, holds: @escaping (String) -> Bool? = { _ in nil }) {
        self.holds = holds
        add(node)
    }

    private mutating func add(_ node: TemplateNode) {
        guard let function = node.function else {
            node.members.forEach { add($0.value) }
            node.elements?.forEach { add($0) }
            return
        }
        switch function.key {
        case "Ref": if let name = function.value.text { names.insert(name) }
        case "Fn::GetAtt": addAttribute(function.value)
        case "Fn::Sub": addSubstitution(function.value)
        case "Fn::If": addChosen(function.value)
        case "Fn::ImportValue":
            imports.append(function.value)
            add(function.value)
        case "Condition" where function.value.text != nil: break
        default: add(function.value)
        }
    }

    private mutating func addAttribute(_ argument: TemplateNode) {
        let written = argument.elements?.first?.text ?? argument.text
        if let id = written?.split(separator: ".").first { names.insert(String(id)) }
        argument.elements?.dropFirst().forEach { add($0) }
    }

    private mutating func addChosen(_ argument: TemplateNode) {
        let parts = argument.elements ?? []
        guard parts.count == 3, let known = parts[0].text.flatMap({ holds($0) }) else {
            return parts.dropFirst().forEach { add($0) }
        }
        add(known ? parts[1] : parts[2])
    }

    private mutating func addSubstitution(_ argument: TemplateNode) {
        let bound = argument.elements?.dropFirst().first?.members ?? []
        bound.forEach { add($0.value) }
        guard let text = argument.text ?? argument.elements?.first?.text else { return }
        for match in text.matches(of: /\$\{([^!}.][^}.]*)/) {
            let name = match.1.filter { !$0.isWhitespace }
            if !bound.contains(where: { $0.key == name }) { names.insert(name) }
        }
    }
}
