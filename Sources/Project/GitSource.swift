public import PipelineAPI

/// The repository and branch of a pipeline's first git source action.
public struct GitSource: Sendable, Hashable {
    public var action: ActionName
    /// `owner/name`, or CodeCommit's repository name.
    public var repository: String
    public var branch: String

    public init?(_ declaration: PipelineDeclaration) {
        for action in declaration.stages.first?.actions ?? [] {
            guard let configuration = GitSourceConfiguration(action) else { continue }
            self.action = action.name
            repository = configuration.repository
            branch = configuration.branch
            return
        }
        return nil
    }
}
