import PipelineAPI

/// A reference that stands for nothing.
struct UnresolvedReference: Error {
    let reference: String
}

/// The values that `#{namespace.key}` can stand for in an execution ("Variables reference" in CodePipeline's guide).
struct VariableScope {
    private let namespaces: [String: [String: String]]

    init(_ execution: Execution) {
        var namespaces = execution.outputs
        namespaces["variables"] = execution.variables
        namespaces["codepipeline"] = ["PipelineExecutionId": execution.id.rawValue]
        self.namespaces = namespaces
    }

    /// The text with every reference replaced. What is not of the form `#{namespace.key}` stays as it is.
    func resolve(_ text: String) throws(UnresolvedReference) -> String {
        guard text.contains("#{") else { return text }
        var result = ""
        var rest = text[...]
        while let range = rest.firstRange(of: /#\{([^{}.]+)\.([^{}]+)\}/) {
            let reference = rest[range]
            let parts = reference.dropFirst(2).dropLast().split(separator: ".", maxSplits: 1)
            guard let value = namespaces[String(parts[0])]?[String(parts[1])] else {
                throw UnresolvedReference(reference: String(reference))
            }
            result += rest[..<range.lowerBound] + value
            rest = rest[range.upperBound...]
        }
        return result + rest
    }

    func resolve(_ texts: [String]) throws(UnresolvedReference) -> [String] {
        try texts.map { text throws(UnresolvedReference) in try resolve(text) }
    }

    func resolve(_ values: [String: String]) throws(UnresolvedReference) -> [String: String] {
        var resolved = values
        // In the order of the keys: of several bad references the same one is always reported.
        for (key, value) in values.sorted(by: { $0.key < $1.key }) { resolved[key] = try resolve(value) }
        return resolved
    }
}
