/// Lets executions enter (or leave) a stage again; what waits goes on at once.
///
/// Errors: `PipelineNotFoundException`, `StageNotFoundException`.
public enum EnableStageTransition: Operation {
    public static let target = Service.codePipeline.target("EnableStageTransition")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName
        public var stageName: StageName
        public var transitionType: StageTransitionType

        public init(pipelineName: PipelineName, stageName: StageName, transitionType: StageTransitionType) {
            self.pipelineName = pipelineName
            self.stageName = stageName
            self.transitionType = transitionType
        }
    }

    public typealias Output = Empty
}

/// Which side of a stage a transition is on.
public enum StageTransitionType: String, Choice {
    case inbound = "Inbound"
    case outbound = "Outbound"
}
