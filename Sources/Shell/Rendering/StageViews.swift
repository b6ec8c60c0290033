import Foundation
import PipelineAPI

/// Stages and actions of the execution that a stage holds or held last.
struct StageViews {
    let style: Style
    let now: Date

    /// A line per stage, and one per action of stages that are of interest.
    func lines(_ state: GetPipelineState.Output, runs: [ExecutionID: ActionRuns]) -> [String] {
        var table = Table(["", "STAGE", "STATUS", "EXECUTION", ""])
        for stage in state.stageStates ?? [] {
            table.add(row(stage))
            for action in actions(stage, runs[stage.latestExecution?.pipelineExecutionId ?? ""]) { table.add(action) }
        }
        return table.lines(style)
    }

    private func row(_ stage: StageState) -> [String] {
        let status = stage.latestExecution?.status
        let sign = Self.sign(status, actions: stage.actionStates ?? [])
        return [
            sign.painted(style), style.paint(stage.stageName?.rawValue ?? "", .bold),
            status?.rawValue ?? "not run yet", stage.latestExecution?.pipelineExecutionId.short ?? "", note(stage),
        ]
    }

    private func note(_ stage: StageState) -> String {
        var notes: [String] = []
        if stage.inboundTransitionState?.enabled == false {
            let reason = Untrusted.line(stage.inboundTransitionState?.disabledReason ?? "")
            notes.append("entry disabled: \(reason)")
        }
        let waiting = stage.inboundExecutions ?? []
        if !waiting.isEmpty {
            notes.append("waiting: \(waiting.map(\.pipelineExecutionId.short).joined(separator: ", "))")
        }
        let gates = [
            ("entry", stage.beforeEntryConditionState), ("success", stage.onSuccessConditionState),
            ("failure", stage.onFailureConditionState),
        ]
        for (name, gate) in gates {
            guard let status = gate?.latestExecution?.status, status != .succeeded else { continue }
            notes.append("\(name) condition: \(status.rawValue)")
        }
        if let attempts = stage.retryStageMetadata?.manualStageRetryAttempt { notes.append("retried \(attempts)×") }
        return notes.joined(separator: " · ")
    }

    /// The runs of the stage's own execution: an action it has not reached shows nothing.
    private func actions(_ stage: StageState, _ runs: ActionRuns?) -> [[String]] {
        guard let name = stage.stageName, stage.latestExecution != nil else { return [] }
        let runs = runs?.latest(of: name) ?? []
        return (stage.actionStates ?? []).map { action in
            guard let run = runs.first(where: { $0.actionName == action.actionName }) else {
                return ["", "  \(Sign.waiting.painted(style)) \(action.actionName ?? "")", "did not run", "", ""]
            }
            return row(run)
        }
    }

    private func row(_ run: ActionExecutionDetail) -> [String] {
        let isWaiting = run.isApproval && run.status == .inProgress
        let sign = isWaiting ? Sign.approval : Self.sign(run.status)
        let time =
            run.status == .inProgress
            ? run.startTime.map { "for \(Elapsed.text(now.timeIntervalSince($0)))" }
            : run.seconds.map { Elapsed.text($0) }
        return [
            "", "  \(sign.painted(style)) \(run.actionName ?? "")",
            isWaiting ? "waits for approval" : run.status?.rawValue ?? "", time ?? "", detail(run),
        ]
    }

    private func detail(_ run: ActionExecutionDetail) -> String {
        let result = run.output?.executionResult
        if let message = result?.errorDetails?.message { return Failure.shortened(Untrusted.line(message)) }
        return Untrusted.line(result?.externalExecutionSummary ?? "")
    }

    static func sign(_ status: StageExecutionStatus?, actions: [ActionState] = []) -> Sign {
        switch status {
        case .inProgress: actions.contains { $0.latestExecution?.token != nil } ? .approval : .running
        case .stopping: .running
        case .succeeded: .succeeded
        case .failed: .failed
        case .stopped, .cancelled: .stopped
        case .skipped, nil: .waiting
        }
    }

    static func sign(_ status: ActionExecutionStatus?) -> Sign {
        switch status {
        case .inProgress: .running
        case .succeeded: .succeeded
        case .failed: .failed
        case .abandoned: .stopped
        case nil: .waiting
        }
    }

    static func sign(_ status: PipelineExecutionStatus?) -> Sign {
        switch status {
        case .inProgress, .stopping: .running
        case .succeeded: .succeeded
        case .failed: .failed
        case .stopped, .cancelled: .stopped
        case .superseded: .superseded
        case nil: .waiting
        }
    }
}
