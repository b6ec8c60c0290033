import AWS
import Foundation
import PipelineAPI

extension ServiceClient {
    /// Starts a pipeline with revisions of its sources, or the newest where there are none (`start`).
    func start(_ pipeline: PipelineName, _ revisions: [SourceRevisionOverride]) async throws -> ExecutionID {
        let input = StartPipelineExecution.Input(
            name: pipeline, clientRequestToken: UUID().uuidString.lowercased(),
            sourceRevisions: revisions.isEmpty ? nil : revisions)
        guard let id = try await start(input).pipelineExecutionId else {
            throw CommandFailure.failed("The endpoint started nothing.")
        }
        return id
    }
}
