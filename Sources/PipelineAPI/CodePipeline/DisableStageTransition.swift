/// Keeps executions from entering (or leaving) a stage.
///
/// Errors: `PipelineNotFoundException`, `StageNotFoundException`.
public enum DisableStageTransition: Operation {
    public static let target = Service.codePipeline.target("DisableStageTransition")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        public var stageName: StageName
        public var transitionType: StageTransitionType
        /// 1 to 300 characters of `[a-zA-Z0-9!@ ().*?-]`.
        public var reason: String

        public init(
            pipelineName: PipelineName, stageName: StageName, transitionType: StageTransitionType, reason: String
        ) {
            self.pipelineName = pipelineName
            self.stageName = stageName
            self.transitionType = transitionType
            self.reason = reason
        }
    }

    public typealias Output = Empty
}
