/// The resources of a template whose conditions hold, with every function replaced by its value.
public struct EvaluatedTemplate: Sendable, Hashable {
    /// One resource.
    public struct Resource: Sendable, Hashable {
        public var logicalID: String
        public var type: String
        public var properties: TemplateValue
        public var dependsOn: [String]
        public var position: TemplateNode.Position?
    }

    /// In the order of the file.
    public var resources: [Resource]
    /// What could not be known, in the order in which it was asked for.
    public var assumptions: [Assumption]
    /// Functions that could not be evaluated, in the order in which they were met. CloudFormation refuses
    /// them, unless it was a stand-in that they could not take.
    public var misuses: [Misuse]
}

extension Template {
    /// What the template means for a stack. Total: what is unknown or wrong becomes a stand-in and an assumption.
    ///
    /// - Parameter types: the resource types of interest; all if `nil`. Only they are evaluated, so that only what
    ///   they depend on is assumed.
    public func evaluated(for stack: StackContext, types: Set<String>? = nil) -> EvaluatedTemplate {
        var evaluator = Evaluator(template: self, stack: stack)
        var resources: [EvaluatedTemplate.Resource] = []
        for (id, node) in evaluator.expandedResources() {
            guard let type = node["Type"]?.text, types?.contains(type) ?? true else { continue }
            if let condition = node["Condition"]?.text, !evaluator.holds(condition) { continue }
            let properties = node["Properties"].flatMap { evaluator.value($0) } ?? .object([:])
            let dependsOn = node["DependsOn"].map { $0.elements?.compactMap(\.text) ?? [$0.text].compactMap(\.self) }
            resources.append(
                .init(
                    logicalID: id, type: type, properties: properties, dependsOn: dependsOn ?? [],
                    position: node.position))
        }
        return EvaluatedTemplate(resources: resources, assumptions: evaluator.assumptions, misuses: evaluator.misuses)
    }
}
