public import Foundation

/// Reads where a pipeline stands: per stage the execution in it, those waiting, its actions' latest runs.
///
/// Errors: `PipelineNotFoundException`.
public enum GetPipelineState: Operation {
    public static let target = Service.codePipeline.target("GetPipelineState")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var name: PipelineName

        public init(name: PipelineName) {
            self.name = name
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var pipelineName: PipelineName?
        public var pipelineVersion: Int?
        public var stageStates: [StageState]?
        public var created: Date?
        public var updated: Date?

        public init(
            pipelineName: PipelineName? = nil, pipelineVersion: Int? = nil, stageStates: [StageState]? = nil,
            created: Date? = nil, updated: Date? = nil
        ) {
            self.pipelineName = pipelineName
            self.pipelineVersion = pipelineVersion
            self.stageStates = stageStates
            self.created = created
            self.updated = updated
        }
    }
}
