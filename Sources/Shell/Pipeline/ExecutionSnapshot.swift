import AWS
import Foundation
import PipelineAPI

/// Everything that is known of one execution at one moment.
struct ExecutionSnapshot: Sendable, Equatable {
    var execution: PipelineExecution
    /// Every run of every action, oldest first.
    var runs: [ActionExecutionDetail]

    var id: ExecutionID { execution.pipelineExecutionId ?? "" }
    var status: PipelineExecutionStatus { execution.status ?? .inProgress }

    static func take(_ client: ServiceClient, _ pipeline: PipelineName, _ id: ExecutionID) async throws
        -> ExecutionSnapshot
    {
        let execution = try await client(
            GetPipelineExecution.self, .init(pipelineName: pipeline, pipelineExecutionId: id)
        ).pipelineExecution
        let runs = try await client.all(
            ListActionExecutions.self, .init(pipelineName: pipeline, filter: .init(pipelineExecutionId: id)))
        return ExecutionSnapshot(
            execution: execution ?? PipelineExecution(pipelineExecutionId: id), runs: runs.reversed())
    }

    /// The newest run of each action of a stage, in the order in which they first started.
    func latestRuns(of stage: StageName) -> [ActionExecutionDetail] {
        var latest: [ActionName: ActionExecutionDetail] = [:]
        var order: [ActionName] = []
        for run in runs where run.stageName == stage {
            guard let name = run.actionName else { continue }
            if latest.updateValue(run, forKey: name) == nil { order.append(name) }
        }
        return order.compactMap { latest[$0] }
    }

    /// What happened in the latest attempt of each action that failed.
    var failures: [ActionExecutionDetail] {
        let stages = runs.compactMap(\.stageName)
        var seen: Set<StageName> = []
        return stages.filter { seen.insert($0).inserted }.flatMap(latestRuns).filter { $0.status == .failed }
    }

    /// The commit and its message, from the first source.
    var revision: ArtifactRevision? { execution.artifactRevisions?.first }
}

extension ActionExecutionDetail {
    var path: String { "\(stageName ?? "")/\(actionName ?? "")" }

    var isApproval: Bool { input?.actionTypeId?.category == .approval }

    var seconds: Double? {
        guard let startTime, let lastUpdateTime else { return nil }
        return lastUpdateTime.timeIntervalSince(startTime)
    }
}
