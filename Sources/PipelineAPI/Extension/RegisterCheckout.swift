/// Tells the engine which git remote a pipeline's source actions mean, and which projects its actions build.
///
/// On AWS a connection and CodeBuild know this; an engine on the user's machine learns it from the checkout.
public enum RegisterCheckout: Operation {
    public static let target = Service.sluice.target("RegisterCheckout")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        /// The `FullRepositoryId` or `RepositoryName` of the source action; `nil` where the pipeline has no git source.
        public var repository: String?
        /// A git URL without credentials.
        public var remoteURL: String?
        /// All projects of the pipeline, in place of those that were registered before; `nil` leaves those.
        public var buildProjects: [BuildProject]?

        public init(
            pipelineName: PipelineName, repository: String? = nil, remoteURL: String? = nil,
            buildProjects: [BuildProject]? = nil
        ) {
            self.pipelineName = pipelineName
            self.repository = repository
            self.remoteURL = remoteURL
            self.buildProjects = buildProjects
        }
    }

    public typealias Output = Empty
}
