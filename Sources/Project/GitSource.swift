public import PipelineAPI

/// The repository and branch of a pipeline's first git source action.
public struct GitSource: Sendable, Hashable {
    public var action: ActionName
    /// `owner/name`, or CodeCommit's repository name.
    public var repository: String
    public var branch: String

    public init?(_ declaration: PipelineDeclaration) {
        for action in declaration.stages.first?.actions ?? [] {
            let configuration = action.configuration ?? [:]
            let names: (repository: String?, branch: String?) =
                switch action.actionTypeId.provider {
                case "CodeStarSourceConnection": (configuration["FullRepositoryId"], configuration["BranchName"])
                case "CodeCommit": (configuration["RepositoryName"], configuration["BranchName"])
                case "GitHub":
                    ("\(configuration["Owner"] ?? "")/\(configuration["Repo"] ?? "")", configuration["Branch"])
                default: (nil, nil)
                }
            guard let repository = names.repository, let branch = names.branch else { continue }
            self.action = action.name
            self.repository = repository
            self.branch = branch
            return
        }
        return nil
    }
}
