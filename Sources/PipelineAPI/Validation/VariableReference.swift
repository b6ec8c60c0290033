/// `#{namespace.key}` in a text ("Variables reference" in CodePipeline's guide).
public struct VariableReference: Sendable, Hashable {
    public var text: String
    public var namespace: String
    /// Empty where the text has no period, which is no valid reference.
    public var key: String

    /// Every reference in a text, in order.
    public static func all(in text: String) -> [VariableReference] {
        var references: [VariableReference] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "#{") {
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: "}") else { break }
            let name = rest[..<end]
            // A second opening before the end: the first one was plain text.
            if name.contains("#{") { continue }
            let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            references.append(
                VariableReference(
                    text: "#{\(name)}", namespace: String(parts[0]), key: parts.count > 1 ? String(parts[1]) : ""))
            rest = rest[rest.index(after: end)...]
        }
        return references
    }
}

/// A text of an action or a rule in which references are resolved, and where in it the text stands.
public struct ReferringText: Sendable, Hashable {
    /// The configuration key, the environment variable, or `commands`.
    public var name: String
    public var value: String
    public var path: DeclarationPath

    /// The references that name no key or none of these namespaces.
    func references(besides known: Set<String>) -> [VariableReference] {
        VariableReference.all(in: value).filter { $0.key.isEmpty || !known.contains($0.namespace) }
    }
}

extension ActionDeclaration {
    /// Every text in which CodePipeline resolves references right before the action starts.
    public var referringTexts: [ReferringText] {
        let variables = (environmentVariables ?? []).enumerated().map { index, variable in
            ReferringText(
                name: variable.name, value: variable.value,
                path: DeclarationPath().member("environmentVariables").element(index))
        }
        return ReferringText.all(configuration, commands) + variables
    }
}

extension RuleDeclaration {
    /// Every text in which CodePipeline resolves references when the rule is asked.
    var referringTexts: [ReferringText] { ReferringText.all(configuration, commands) }
}

extension ReferringText {
    fileprivate static func all(_ configuration: [String: String]?, _ commands: [String]?) -> [ReferringText] {
        let here = DeclarationPath()
        let configured = (configuration ?? [:]).sorted { $0.key < $1.key }.map { key, value in
            ReferringText(name: key, value: value, path: here.member("configuration").key(key))
        }
        let commanded = (commands ?? []).enumerated().map { index, command in
            ReferringText(name: "commands", value: command, path: here.member("commands").element(index))
        }
        return configured + commanded
    }
}
