/// What a push that started an execution was: the JSON text in its trigger's `triggerDetail` (`WebhookV2`), under the names of
/// a connection's output variables.
public struct PushTriggerDetail: Codable, Sendable, Hashable {
    public var authorName: String?
    public var branchName: String?
    public var commitID: String
    public var repository: String
    public var tagName: String?

    enum CodingKeys: String, CodingKey {
        case authorName = "AuthorDisplayName"
        case branchName = "BranchName"
        case commitID = "CommitId"
        case repository = "FullRepositoryName"
        case tagName = "TagName"
    }

    public init(_ reference: GitPush.Reference, commitID: String, repository: String, authorName: String?) {
        self.commitID = commitID
        self.repository = repository
        self.authorName = authorName
        switch reference {
        case .branch(let name): branchName = name
        case .tag(let name): tagName = name
        }
    }
}
