import Yams

/// `!Ref X` and its like: what YAML templates may write for `Ref: X` and `Fn::…`.
enum ShortTag {
    private static let functions: Set<String> = [
        "And", "Base64", "Cidr", "Contains", "Equals", "FindInMap", "GetAZs", "GetAtt", "If", "ImportValue", "Join",
        "Length", "Not", "Or", "Select", "Split", "Sub", "ToJsonString", "Transform",
    ]

    /// The long name of the function that a node is tagged with.
    static func name(of node: Node) -> String? {
        let tag =
            switch node {
            case .scalar(let scalar): scalar.tag
            case .sequence(let sequence): sequence.tag
            case .mapping(let mapping): mapping.tag
            case .alias: Tag.implicit
            }
        let text = tag.description
        guard text.hasPrefix("!") else { return nil }
        let name = String(text.dropFirst())
        if name == "Ref" || name == "Condition" { return name }
        return functions.contains(name) ? "Fn::" + name : nil
    }

    /// The long form of a tagged node; another node is answered as it is.
    static func expand(_ node: Node, _ plain: TemplateNode) -> TemplateNode {
        guard let name = name(of: node) else { return plain }
        var argument = plain
        if name == "Fn::GetAtt", let text = plain.text {
            let parts = text.split(separator: ".", maxSplits: 1).map {
                TemplateNode(content: .scalar(.string(String($0))), position: plain.position)
            }
            argument.content = .list(parts)
        }
        return TemplateNode(content: .object([.init(key: name, value: argument)]), position: plain.position)
    }
}
