import AWS
import PipelineAPI

extension ServiceClient {
    /// Where an engine deploys the stacks of a pipeline, or looks at them; `nil` if it only rehearses them. AWS itself deploys,
    /// and what speaks AWS's API only, knows no such question.
    func target(of pipeline: PipelineName) async throws -> DeploymentTarget? {
        guard session == nil else { return nil }
        let isOnThisMachine = if case .unixSocket = endpoint { true } else { false }
        do {
            return try await self(DescribeEngine.self, .init()).deployments?[pipeline.rawValue]
        } catch ClientError.service(let error)
            where error.code == "UnknownOperationException" || !isOnThisMachine && (400..<500).contains(error.status)
        {
            return nil
        }
    }
}
