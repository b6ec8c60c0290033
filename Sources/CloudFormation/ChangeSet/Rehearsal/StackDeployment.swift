/// What a stack is, or shall be: a template and the values it is deployed with.
public struct StackDeployment: Sendable, Hashable {
    public var template: Template
    /// By name. Of the deployed stack all, of a new deployment those that are given.
    public var parameters: [String: String]
    public var tags: [String: String]

    public init(template: Template, parameters: [String: String] = [:], tags: [String: String] = [:]) {
        self.template = template
        self.parameters = parameters
        self.tags = tags
    }
}
