import AWS
import Foundation
import PipelineAPI

/// Turns snapshots of an execution into lines, each change once.
struct ExecutionReporter {
    private let style: Style
    private let client: ServiceClient
    private var told: [ActionExecutionID: ActionExecutionStatus] = [:]
    private var toldStages: Set<StageName> = []
    private var toldRetries: Set<StageName> = []
    private var toldGate: StageHold?

    /// - Parameter seen: what the person knows already, such as before a retry.
    init(client: ServiceClient, style: Style, seen: ExecutionSnapshot? = nil) {
        self.client = client
        self.style = style
        guard let seen else { return }
        for run in seen.runs { told[run.actionExecutionId ?? ""] = run.status }
        toldStages = Set(seen.succeededStages)
        toldGate = seen.gate
    }

    /// What is new in a snapshot.
    mutating func lines(_ snapshot: ExecutionSnapshot) async -> [String] {
        var lines: [String] = []
        for run in snapshot.runs {
            guard let id = run.actionExecutionId, let status = run.status, told[id] != status else { continue }
            if told.updateValue(status, forKey: id) == nil, let stage = await automaticRetry(with: run, snapshot) {
                lines.append("\(Sign.running.painted(style)) \(stage)  retried automatically, as its onFailure says")
            }
            lines += report(stagesBefore: run, snapshot)
            lines += await report(run, status, snapshot)
        }
        lines += report(stagesBefore: nil, snapshot)
        if let gate = snapshot.gate, gate != toldGate { lines.append(gate.line(style)) }
        toldGate = snapshot.gate
        return lines
    }

    /// Stages of several actions that are over and were not told of yet: all, or those before a run's.
    private mutating func report(stagesBefore run: ActionExecutionDetail?, _ snapshot: ExecutionSnapshot) -> [String] {
        snapshot.succeededStages.prefix { $0 != run?.stageName }.compactMap { stage in
            guard toldStages.insert(stage).inserted, snapshot.runs.latest(of: stage).count > 1 else { return nil }
            return "\(Sign.succeeded.painted(style)) \(stage)  succeeded"
        }
    }

    private func report(
        _ run: ActionExecutionDetail, _ status: ActionExecutionStatus, _ snapshot: ExecutionSnapshot
    ) async -> [String] {
        switch status {
        case .inProgress: return [Self.progress(run, snapshot, style)]
        case .succeeded: return ["\(Sign.succeeded.painted(style)) \(run.path)  \(run.successWords)"]
        case .abandoned: return ["\(Sign.stopped.painted(style)) \(run.path)  abandoned"]
        case .failed:
            let failure = await Failure.explain(run, of: snapshot.pipeline, client)
            // What was tried again since needs no advice any more.
            let isLatest = snapshot.runs.last { $0.path == run.path }?.actionExecutionId == run.actionExecutionId
            return ["\(Sign.failed.painted(style)) \(run.path)  failed: \(failure.cause)"]
                + (isLatest ? failure.advice.map { "  \($0)" } : [])
        }
    }

    /// The stage, if a run is the first of its second attempt and the pipeline has begun that by itself.
    private mutating func automaticRetry(with run: ActionExecutionDetail, _ snapshot: ExecutionSnapshot) async
        -> StageName?
    {
        let earlier = snapshot.runs.prefix { $0.actionExecutionId != run.actionExecutionId }
        guard let pipeline = snapshot.pipeline, let name = run.stageName, !toldRetries.contains(name),
            earlier.contains(where: { $0.path == run.path })
        else { return nil }
        let state = try? await client(GetPipelineState.self, .init(name: pipeline))
        let stage = state?.stageStates?.first { $0.stageName == name }
        guard stage?.latestExecution?.pipelineExecutionId == snapshot.id,
            stage?.retryStageMetadata?.latestRetryTrigger == .automatedStageRetry
        else { return nil }
        toldRetries.insert(name)
        return name
    }

    /// A run that goes on.
    static func progress(_ run: ActionExecutionDetail, _ snapshot: ExecutionSnapshot, _ style: Style) -> String {
        run.isApproval
            ? "\(Sign.approval.painted(style)) \(run.path)  needs approval: \(snapshot.commitLabel)"
                + " · `approve` or `reject`"
            : "\(Sign.running.painted(style)) \(run.path)  started"
    }

    /// The last line: how it ended, and what can be done.
    static func outcome(_ snapshot: ExecutionSnapshot, pipeline: PipelineName, style: Style) -> [String] {
        let seconds = snapshot.runs.compactMap(\.lastUpdateTime).max().flatMap { end in
            snapshot.runs.first?.startTime.map { end.timeIntervalSince($0) }
        }
        let time = seconds.map { " in \(Elapsed.text($0))" } ?? ""
        switch snapshot.status {
        case .succeeded: return ["\(Sign.succeeded.painted(style)) \(pipeline) succeeded\(time)"]
        case .failed:
            let failed = snapshot.runs.failures.compactMap(\.stageName) + (snapshot.gate.map { [$0.stage] } ?? [])
            let stages = Set(failed).map(\.rawValue).sorted()
            let place = stages.isEmpty ? "" : " in \(stages.joined(separator: ", "))"
            return ["\(Sign.failed.painted(style)) \(pipeline) failed\(place) · `\(pipeline.remedy)`"]
        case .superseded:
            let summary = snapshot.execution.statusSummary.map { ExecutionListView.withShortIDs($0) } ?? "Superseded"
            let words = summary.prefix(1).lowercased() + summary.dropFirst()
            return ["\(Sign.superseded.painted(style)) \(pipeline) execution \(snapshot.id.short) \(words)"]
        case .stopped: return ["\(Sign.stopped.painted(style)) \(pipeline) stopped\(time)"]
        case .cancelled:
            return ["\(Sign.stopped.painted(style)) \(pipeline) execution \(snapshot.id.short) cancelled by an update"]
        case .inProgress, .stopping: return []
        }
    }
}

extension ActionExecutionDetail {
    fileprivate var successWords: String {
        if isApproval {
            let comment = Untrusted.line(output?.executionResult?.externalExecutionSummary ?? "")
            return "approved" + (comment.isEmpty ? "" : ": \(comment)")
        }
        let time = seconds.map { " in \(Elapsed.text($0))" } ?? ""
        let summary = Untrusted.line(output?.executionResult?.externalExecutionSummary ?? "")
        // What is only rehearsed has not succeeded at anything else.
        if summary.hasPrefix("rehearsed ") { return summary }
        // What was done to a stack says more than that it succeeded.
        if input?.actionTypeId?.provider == "CloudFormation", !summary.isEmpty { return summary + time }
        guard input?.actionTypeId?.category == .source else { return "succeeded\(time)" }
        let result = output?.executionResult
        let commit = Untrusted.line(String((result?.externalExecutionId ?? "").prefix(7)))
        return "fetched \(commit) \"\(Untrusted.line(result?.externalExecutionSummary ?? ""))\""
    }
}

extension ExecutionSnapshot {
    /// The stages that the execution has left behind: all that it reached but the last, and that too if it succeeded or
    /// if the next one holds it.
    fileprivate var succeededStages: [StageName] {
        let stages = runs.stages
        let isHeldLater = gate.map { !stages.contains($0.stage) } ?? false
        return status == .succeeded || isHeldLater ? stages : stages.dropLast()
    }

    /// `abc1234 "message"`, of the first source.
    var commitLabel: String {
        guard let revision, let id = revision.revisionId else { return "an unknown commit" }
        return "\(id.prefix(7)) \"\(Untrusted.line(revision.revisionSummary ?? ""))\""
    }
}

extension ExecutionID {
    /// As short as people write it; a unique beginning is accepted wherever an id is.
    var short: String { String(rawValue.prefix(8)) }
}
