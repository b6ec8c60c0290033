public import PipelineAPI

extension ServiceClient {
    /// Starts a pipeline, with the revisions of its sources that the input names.
    ///
    /// The engine on this machine takes them for every pipeline, other endpoints only for those of the type V2.
    /// - Throws: as a call does.
    public func start(_ input: StartPipelineExecution.Input) async throws -> StartPipelineExecution.Output {
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
