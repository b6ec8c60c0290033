/// An output of a stack.
public struct StackOutput: Sendable, Hashable {
    public var key: String
    public var value: String
    /// Under which other stacks of the account and region import it.
    public var exportName: String?
    /// What had to be assumed for the value; empty if it is certain.
    public var assumptions: [Assumption]

    public init(key: String, value: String, exportName: String? = nil, assumptions: [Assumption] = []) {
        self.key = key
        self.value = value
        self.exportName = exportName
        self.assumptions = assumptions
    }
}

extension Template {
    /// The outputs whose conditions hold, in the order of the file.
    public func outputs(for stack: StackContext) -> [StackOutput] {
        (root["Outputs"]?.members ?? []).compactMap { member in
            var evaluator = Evaluator(template: self, stack: stack)
            if let condition = member.value["Condition"]?.text, !evaluator.holds(condition) { return nil }
            let value = member.value["Value"].flatMap { evaluator.value($0) }
            let assumptions = evaluator.assumptions
            let name = member.value["Export"]?["Name"].flatMap { evaluator.value($0) }
            return StackOutput(
                key: member.key, value: value.map { $0.text ?? $0.json } ?? "", exportName: name?.text,
                assumptions: assumptions)
        }
    }

    /// The names of the exports that the template imports where its conditions hold, sorted.
    public func imports(for stack: StackContext) -> [String] {
        let decided = DecidedTemplate(self, for: stack)
        let written = (decided.resources + decided.outputs).flatMap { decided.references(in: $0.value).imports }
        var evaluator = Evaluator(template: self, stack: stack)
        return Set(written.compactMap { evaluator.value($0)?.text }).sorted()
    }
}
