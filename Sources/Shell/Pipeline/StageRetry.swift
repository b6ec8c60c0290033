import AWS
import Foundation
import PipelineAPI

/// A retry of a stage, and what it becomes where the service could not carry it out as it is.
struct StageRetry {
    let context: CommandContext
    let client: ServiceClient
    let pipeline: PipelineName
    let stage: StageName
    var execution: ExecutionID
    let consent: ConsentOptions

    /// What was set going.
    enum Outcome {
        case retried(RetryStageExecution.Output)
        /// A new execution of the same revisions.
        case started(ExecutionID)
    }

    /// - Parameter before: where the execution stood.
    func retry(_ mode: StageRetryMode, _ before: ExecutionSnapshot) async throws -> Outcome {
        let mode = try await possible(mode, before)
        context.keepNewsBack?()
        do {
            return .retried(try await ask(mode))
        } catch ClientError.service(let error) {
            if let reason = Self.reasonToStartAnew(error) {
                return .started(try await startAnew(before, because: reason))
            }
            guard mode == .failedActions, error.code == "StageNotRetryableException",
                try await offerWholeStage(before)
            else { throw ClientError.service(error) }
            return .retried(try await ask(.allActions))
        }
    }

    /// PARALLEL pipelines show no stages; there the execution's own status has to do.
    private func hasEndedUnfinished(_ before: ExecutionSnapshot) async throws -> Bool {
        let stages = try await client(GetPipelineState.self, .init(name: pipeline)).stageStates ?? []
        guard let latest = stages.first(where: { $0.stageName == stage })?.latestExecution else {
            return before.execution.status == .failed || before.execution.status == .stopped
        }
        return latest.pipelineExecutionId == execution && (latest.status == .failed || latest.status == .stopped)
    }

    private func ask(_ mode: StageRetryMode) async throws -> RetryStageExecution.Output {
        try await client(
            RetryStageExecution.self,
            .init(pipelineName: pipeline, stageName: stage, pipelineExecutionId: execution, retryMode: mode))
    }

    /// A condition that did not hold, or a stop, ends a stage of which no action has failed.
    private func offerWholeStage(_ before: ExecutionSnapshot) async throws -> Bool {
        let runs = before.runs.latest(of: stage)
        guard runs.allSatisfy({ $0.status == .succeeded }), try await hasEndedUnfinished(before) else { return false }
        context.console.note("No action of \(stage) has failed; only the whole stage can be retried.")
        if !runs.isEmpty { try await context.confirm("Retry all actions of \(stage)?", consent: consent) }
        return true
    }

    /// What only works otherwise is said and asked about.
    private func possible(_ mode: StageRetryMode, _ before: ExecutionSnapshot) async throws -> StageRetryMode {
        let failed = before.runs.latest(of: stage).filter { $0.status == .failed }
        let remains = try await StackRemains.find(under: failed, of: pipeline, client, in: context)
        if !remains.isEmpty { return try await clear(remains, mode) }
        // A change set that is gone is made again only by the action before.
        guard mode == .failedActions, let failed = failed.first(where: \.lacksItsChangeSet) else { return mode }
        context.console.note("The change set of \(failed.path) is gone; only the whole stage can make it again.")
        try await context.confirm("Retry all actions of \(stage)?", consent: consent)
        return .allActions
    }

    /// Deletes what failed creations have left. With it their change sets are gone.
    private func clear(_ remains: [StackRemains], _ mode: StageRetryMode) async throws -> StageRetryMode {
        let mode: StageRetryMode = remains.contains { $0.run.executesChangeSet } ? .allActions : mode
        for stack in remains { context.console.note(stack.words) }
        let names = remains.map(\.name).joined(separator: ", ")
        let whole = mode == .allActions ? "all actions of " : ""
        try await context.confirm("Delete \(names) and retry \(whole)\(stage)?", consent: consent)
        for stack in remains {
            try await StackRun(context: context, site: stack.site, consent: consent).run(stack.plan)
        }
        return mode
    }

    /// Why an execution can't be continued while its revisions still can be run; `nil` for other refusals.
    static func reasonToStartAnew(_ error: APIError) -> String? {
        switch error.code {
        case "NotLatestPipelineExecutionException": "A newer execution has entered the stage."
        case "StageNotRetryableException" where error.message.contains("structure"):
            "The pipeline's structure has changed since the execution started."
        default: nil
        }
    }

    private func startAnew(_ before: ExecutionSnapshot, because reason: String) async throws -> ExecutionID {
        guard try await takesRevisions() else {
            context.console.note(
                "\(reason) Execution \(execution.short) can't be retried; a new one takes what the sources are at then, for "
                    + "\(pipeline) is of the type V1.")
            try await context.confirm("Start a new execution of \(pipeline)?", consent: consent)
            return try await client.start(pipeline, [])
        }
        let revisions = before.overrides
        guard !revisions.isEmpty else {
            throw CommandFailure.failed(
                "\(reason) Its revisions are not known any more.", hint: "`deploy` starts a new execution.")
        }
        context.console.note("\(reason) Execution \(execution.short) can't be retried; a new one can carry the same.")
        try await context.confirm("Start a new execution of \(before.commitLabel)?", consent: consent)
        return try await client.start(pipeline, revisions)
    }

    /// AWS starts no pipeline of the type V1 with revisions that somebody names; the engine here does.
    private func takesRevisions() async throws -> Bool {
        if case .unixSocket = client.endpoint { return true }
        let declaration = try await client(GetPipeline.self, .init(name: pipeline)).pipeline
        return declaration?.pipelineType == .v2
    }
}

extension ExecutionSnapshot {
    /// What makes a new execution take the same revisions; sources of which that can't be asked are left out.
    var overrides: [SourceRevisionOverride] {
        var seen: Set<ActionName> = []
        return runs.reversed().compactMap { run in
            guard run.input?.actionTypeId?.category == .source, let name = run.actionName, seen.insert(name).inserted,
                let type = run.revisionType,
                let revision = run.output?.executionResult?.externalExecutionId
                    ?? execution.artifactRevisions?.first?.revisionId
            else { return nil }
            return SourceRevisionOverride(actionName: name, revisionType: type, revisionValue: revision)
        }
    }
}

extension ActionExecutionDetail {
    /// How the revisions of a source's provider are named (CodePipeline API, SourceRevisionOverride).
    fileprivate var revisionType: SourceRevisionType? {
        switch input?.actionTypeId?.provider {
        case "CodeStarSourceConnection", "CodeCommit", "GitHub": .commitID
        case "ECR": .imageDigest
        case "S3": .s3ObjectVersionID
        default: nil
        }
    }
}
