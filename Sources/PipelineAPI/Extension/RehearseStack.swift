/// Rehearses the deployment of a CloudFormation stack by a build, as the engine's own actions rehearse theirs. Nothing is created.
///
/// Part of sluice's extension; AWS answers `UnknownOperationException`. What CloudFormation would refuse is refused with its
/// code and in its words.
public enum RehearseStack: Operation {
    public static let target = Service.sluice.target("RehearseStack")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        /// The build, and what has started it where a pipeline has.
        public var build: BuildID
        public var pipelineName: PipelineName?
        public var pipelineExecutionId: ExecutionID?
        public var stackName: String
        /// Where the stack is.
        public var account: String
        public var region: String
        /// Reads what is deployed there, if it is another account than the engine's.
        public var roleArn: String?
        /// What the role asks for of whoever assumes it.
        public var roleExternalId: String?
        /// `nil` of a stack in which the app leaves nothing: its deletion is rehearsed.
        public var templateBody: String?
        /// The templates of nested stacks, by the logical ids that lead there: `Network/Subnets`.
        public var nestedTemplates: [String: String]
        /// Those that are given.
        public var parameters: [String: String]
        public var tags: [String: String]
        public var capabilities: [String]

        public init(
            build: BuildID, pipelineName: PipelineName?, pipelineExecutionId: ExecutionID?, stackName: String,
            account: String, region: String, roleArn: String?, roleExternalId: String? = nil, templateBody: String?,
            nestedTemplates: [String: String] = [:], parameters: [String: String] = [:], tags: [String: String] = [:],
            capabilities: [String] = []
        ) {
            self.build = build
            self.pipelineName = pipelineName
            self.pipelineExecutionId = pipelineExecutionId
            self.stackName = stackName
            self.account = account
            self.region = region
            self.roleArn = roleArn
            self.roleExternalId = roleExternalId
            self.templateBody = templateBody
            self.nestedTemplates = nestedTemplates
            self.parameters = parameters
            self.tags = tags
            self.capabilities = capabilities
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        /// Begins with `rehearsed`; the lines after the first show the resources.
        public var summary: String

        public init(summary: String) {
            self.summary = summary
        }
    }
}
