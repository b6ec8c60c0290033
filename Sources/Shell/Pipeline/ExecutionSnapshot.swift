import AWS
import Foundation
import PipelineAPI

/// Everything that is known of one execution at one moment.
struct ExecutionSnapshot: Sendable, Equatable {
    var execution: PipelineExecution
    var runs: ActionRuns
    /// What holds or has ended it where no action does.
    var gate: StageHold?

    var id: ExecutionID { execution.pipelineExecutionId ?? "" }
    var pipeline: PipelineName? { execution.pipelineName }
    var status: PipelineExecutionStatus { execution.status ?? .inProgress }

    /// - Parameter last: what was seen before. While an action of it runs and no run has changed, neither has the
    ///   execution, and one request tells so.
    static func take(
        _ client: ServiceClient, _ pipeline: PipelineName, _ id: ExecutionID, after last: ExecutionSnapshot?
    ) async throws -> ExecutionSnapshot {
        guard let last, last.status == .inProgress, last.runs.contains(where: { $0.status == .inProgress }) else {
            return try await take(client, pipeline, id)
        }
        let runs = try await ActionRuns.of(id, pipeline, client)
        return runs == last.runs ? last : try await take(client, pipeline, id)
    }

    static func take(_ client: ServiceClient, _ pipeline: PipelineName, _ id: ExecutionID) async throws
        -> ExecutionSnapshot
    {
        let execution = try await client(
            GetPipelineExecution.self, .init(pipelineName: pipeline, pipelineExecutionId: id)
        ).pipelineExecution
        var snapshot = ExecutionSnapshot(
            execution: execution ?? PipelineExecution(pipelineExecutionId: id),
            runs: try await ActionRuns.of(id, pipeline, client))
        snapshot.gate = await StageHold.find(id, snapshot.status, snapshot.runs, pipeline, client)
        return snapshot
    }

    /// Where it stands; an approval that waits comes before the rest that runs.
    var sign: Sign {
        let isWaiting = runs.contains { $0.isApproval && $0.status == .inProgress }
        return isWaiting ? .approval : StageViews.sign(status)
    }

    /// The commit and its message, from the first source.
    var revision: ArtifactRevision? { execution.artifactRevisions?.first }
}

/// Every run of every action of one execution, oldest first.
typealias ActionRuns = [ActionExecutionDetail]

extension ActionRuns {
    static func of(_ execution: ExecutionID, _ pipeline: PipelineName, _ client: ServiceClient) async throws -> Self {
        try await client.all(
            ListActionExecutions.self, .init(pipelineName: pipeline, filter: .init(pipelineExecutionId: execution))
        ).reversed()
    }

    /// The newest run of each action of a stage, in the order in which they first started.
    func latest(of stage: StageName) -> [ActionExecutionDetail] {
        var latest: [ActionName: ActionExecutionDetail] = [:]
        var order: [ActionName] = []
        for run in self where run.stageName == stage {
            guard let name = run.actionName else { continue }
            if latest.updateValue(run, forKey: name) == nil { order.append(name) }
        }
        return order.compactMap { latest[$0] }
    }

    /// The stages that were reached, in order.
    var stages: [StageName] {
        var seen: Set<StageName> = []
        return compactMap(\.stageName).filter { seen.insert($0).inserted }
    }

    /// What happened in the latest attempt of each action that failed.
    var failures: [ActionExecutionDetail] {
        stages.flatMap(latest).filter { $0.status == .failed }
    }
}

extension ActionExecutionDetail {
    var path: String { "\(stageName ?? "")/\(actionName ?? "")" }

    var isApproval: Bool { input?.actionTypeId?.category == .approval }

    /// Whether a build, with a log, is what the action is for.
    var runsBuild: Bool { ["CodeBuild", "Commands"].contains(input?.actionTypeId?.provider) }

    var seconds: Double? {
        guard let startTime, let lastUpdateTime else { return nil }
        return lastUpdateTime.timeIntervalSince(startTime)
    }
}
