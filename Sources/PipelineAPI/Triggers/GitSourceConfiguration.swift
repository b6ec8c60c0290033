/// What a source action's configuration says of its git repository, whichever of the three providers it is.
public struct GitSourceConfiguration: Sendable, Hashable {
    /// `CodeStarSourceConnection`, `GitHub` or `CodeCommit`.
    public var provider: String
    /// `owner/name`, or CodeCommit's repository name: under it a checkout registers its remote.
    public var repository: String
    public var branch: String
    /// A clone with its history instead of the files alone.
    public var wantsClone: Bool
    /// `DetectChanges` or `PollForSourceChanges`: whether a push to the branch starts the pipeline. Nothing said, which
    /// is `nil`, means yes on AWS.
    public var detectsChanges: Bool?

    /// `nil` for an action of another kind, and for one that names no repository and branch.
    public init?(_ action: ActionDeclaration) {
        guard action.actionTypeId.category == .source, action.actionTypeId.owner != .custom else { return nil }
        let configuration = action.configuration ?? [:]
        provider = action.actionTypeId.provider
        let names: (repository: String?, branch: String?, detection: String)
        switch provider {
        case "CodeStarSourceConnection":
            names = (configuration["FullRepositoryId"], configuration["BranchName"], "DetectChanges")
        case "CodeCommit":
            names = (configuration["RepositoryName"], configuration["BranchName"], "PollForSourceChanges")
        case "GitHub":
            let parts = [configuration["Owner"], configuration["Repo"]].compactMap { $0 }
            let repository = parts.count == 2 ? parts.joined(separator: "/") : nil
            names = (repository, configuration["Branch"], "PollForSourceChanges")
        default: return nil
        }
        guard let repository = names.repository, let branch = names.branch else { return nil }
        self.repository = repository
        self.branch = branch
        wantsClone = configuration["OutputArtifactFormat"] == "CODEBUILD_CLONE_REF"
        detectsChanges = configuration[names.detection].flatMap { Bool($0.lowercased()) }
    }
}
