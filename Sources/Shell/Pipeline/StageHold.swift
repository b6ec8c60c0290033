import AWS
import PipelineAPI

/// What holds an execution, or has ended it, where none of its actions does: the entry of a stage, or a condition.
struct StageHold: Sendable, Equatable {
    enum Obstacle: Sendable, Equatable {
        case entryDisabled(reason: String)
        /// Another execution is in the stage.
        case occupied(by: ExecutionID)
        case rule(name: String, ActionExecutionStatus, words: String)
    }

    var stage: StageName
    var obstacle: Obstacle

    /// Asks only where the actions leave the question open; no answer is none.
    static func find(
        _ execution: ExecutionID, _ status: PipelineExecutionStatus, _ runs: ActionRuns, _ pipeline: PipelineName,
        _ client: ServiceClient
    ) async -> StageHold? {
        switch status {
        case .failed where runs.failures.isEmpty:
            return await rule(.failed, of: execution, pipeline, client)
        case .inProgress where !runs.isEmpty && !runs.contains { $0.status == .inProgress }:
            if let rule = await rule(.inProgress, of: execution, pipeline, client) { return rule }
            let state = try? await client(GetPipelineState.self, .init(name: pipeline))
            return (state?.stageStates ?? []).lazy.compactMap { StageHold($0, before: execution) }.first
        default: return nil
        }
    }

    private static func rule(
        _ status: ActionExecutionStatus, of execution: ExecutionID, _ pipeline: PipelineName, _ client: ServiceClient
    ) async -> StageHold? {
        let rules = try? await client(
            ListRuleExecutions.self, .init(pipelineName: pipeline, filter: .init(pipelineExecutionId: execution)))
        guard let rule = rules?.ruleExecutionDetails?.first(where: { $0.status == status }), let stage = rule.stageName
        else { return nil }
        let result = rule.output?.executionResult
        let words = result?.errorDetails?.message ?? result?.externalExecutionSummary ?? ""
        return StageHold(stage: stage, obstacle: .rule(name: rule.ruleName ?? "", status, words: words))
    }

    /// The stage that the execution waits to enter, if it does.
    private init?(_ state: StageState, before execution: ExecutionID) {
        guard let stage = state.stageName,
            (state.inboundExecutions ?? []).contains(where: { $0.pipelineExecutionId == execution })
        else { return nil }
        if state.inboundTransitionState?.enabled == false {
            let reason = state.inboundTransitionState?.disabledReason ?? ""
            self.init(stage: stage, obstacle: .entryDisabled(reason: reason))
        } else if let holder = state.latestExecution?.pipelineExecutionId, holder != execution {
            self.init(stage: stage, obstacle: .occupied(by: holder))
        } else {
            return nil
        }
    }

    init(stage: StageName, obstacle: Obstacle) {
        (self.stage, self.obstacle) = (stage, obstacle)
    }

    func line(_ style: Style) -> String {
        switch obstacle {
        case .entryDisabled(let reason):
            "\(Sign.waiting.painted(style)) \(stage)  waits: its entry is disabled (\(Untrusted.line(reason)))"
                + " · `enable \(stage)`"
        case .occupied(let holder):
            "\(Sign.waiting.painted(style)) \(stage)  waits for execution \(holder.short), which is in it"
        case .rule(let name, .inProgress, _):
            "\(Sign.running.painted(style)) \(stage)  waits for its condition: rule \(Untrusted.line(name))"
        case .rule(let name, _, let words):
            "\(Sign.failed.painted(style)) \(stage)  failed by its condition: rule \(Untrusted.line(name))"
                + (words.isEmpty ? "" : ": \(Untrusted.line(words))")
        }
    }
}
