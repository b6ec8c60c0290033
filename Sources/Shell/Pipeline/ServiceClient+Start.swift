import AWS
import Foundation
import PipelineAPI

extension ServiceClient {
    /// Starts a pipeline with revisions of its sources, or the newest where there are none.
    ///
    /// The engine on this machine takes them for every pipeline, other endpoints only for those of the type V2.
    func start(_ pipeline: PipelineName, _ revisions: [SourceRevisionOverride]) async throws -> ExecutionID {
        let input = StartPipelineExecution.Input(
            name: pipeline, clientRequestToken: UUID().uuidString.lowercased(),
            sourceRevisions: revisions.isEmpty ? nil : revisions)
        guard let id = try await start(input).pipelineExecutionId else {
            throw CommandFailure.failed("The endpoint started nothing.")
        }
        return id
    }

    private func start(_ input: StartPipelineExecution.Input) async throws -> StartPipelineExecution.Output {
        if case .unixSocket = endpoint, input.sourceRevisions != nil {
            do {
                return try await self(StartRevisions.self, input)
            } catch ClientError.service(let error) where error.code == "UnknownOperationException" {
                // An engine of before an update runs still.
            }
        }
        return try await self(StartPipelineExecution.self, input)
    }
}
