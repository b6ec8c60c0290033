import Foundation
import PipelineAPI

/// What follows when a condition does not hold.
enum GateResult: String {
    case fail = "FAIL"
    case skip = "SKIP"
    case rollback = "ROLLBACK"
    case retry = "RETRY"
}

extension StageDeclaration {
    /// The one condition that a gate may have.
    func condition(_ gate: StageGate) -> Condition? {
        switch gate {
        case .beforeEntry: beforeEntry?.conditions.first
        case .onSuccess: onSuccess?.conditions.first
        case .onFailure: onFailure?.conditions?.first
        }
    }
}

extension PipelineState {
    /// Begins to evaluate a gate's condition, if it has one that this stay has not met yet. Answers whether it did.
    mutating func meets(_ gate: StageGate, _ stage: Int, _ transition: inout Transition) -> Bool {
        guard let condition = declaration.stages[stage].condition(gate), let run = stages[stage].latest,
            run.gates?[gate] == nil, let execution = executions[run.execution]
        else { return false }
        let rules = (condition.rules ?? []).map { rule in
            begin(rule, gate, stage: stage, execution, &transition)
        }
        stages[stage].latest?.gates = run.gates ?? [:]
        stages[stage].latest?.gates?[gate] = GateRun(
            status: .inProgress, lastStatusChange: transition.time, rules: rules)
        settle(gate, stage, &transition)
        return true
    }

    /// What is to follow from a gate whose condition does not hold; `nil` if it holds, or has none.
    func failedResult(_ gate: StageGate, _ stage: Int) -> GateResult? {
        switch stages[stage].latest?.gates?[gate]?.status {
        case .failed, .errored, .abandoned, .cancelled:
            GateResult(rawValue: declaration.stages[stage].condition(gate)?.result ?? "") ?? .fail
        case .inProgress, .succeeded, .overridden, nil: nil
        }
    }

    /// Starts a rule, or says at once how it ends.
    private mutating func begin(
        _ rule: RuleDeclaration, _ gate: StageGate, stage: Int, _ execution: Execution, _ transition: inout Transition
    ) -> ActionRun {
        let action = ActionDeclaration(rule)
        let resolution = Resolution(of: action, in: execution)
        var run = ActionRun(
            id: ActionExecutionID(transition.newID()), execution: execution.id,
            pipelineVersion: execution.pipelineVersion, stage: stages[stage].name, action: action, attempt: 1,
            status: .inProgress, startTime: transition.time, lastUpdateTime: transition.time,
            resolvedConfiguration: resolution.action.configuration ?? [:],
            inputArtifacts: resolution.inputArtifacts, result: ActionResult(), token: nil, updatedBy: nil,
            errorDetails: nil, gate: gate)
        if let error = resolution.error {
            (run.status, run.errorDetails) = (.failed, error)
        } else if let check = VariableCheck(resolution.action) {
            run.result.summary = check.summary
            run.status = check.error == nil ? .succeeded : .failed
            run.errorDetails = check.error
        } else {
            transition.add(.startAction(actionStart(run, resolution.action, execution)))
        }
        noteChange(of: run)
        return run
    }

    /// Records the end of a rule's run.
    mutating func record(_ rule: ActionRun, of gate: StageGate, in stage: Int, _ transition: inout Transition) {
        guard let index = stages[stage].latest?.gates?[gate]?.rules.firstIndex(where: { $0.id == rule.id }) else {
            return
        }
        stages[stage].latest?.gates?[gate]?.rules[index] = rule
        noteChange(of: rule)
        settle(gate, stage, &transition)
    }

    /// A condition holds when all its rules do.
    private mutating func settle(_ gate: StageGate, _ stage: Int, _ transition: inout Transition) {
        guard let run = stages[stage].latest?.gates?[gate], run.status == .inProgress,
            !run.rules.contains(where: { $0.status == .inProgress })
        else { return }
        let failures = run.rules.filter { $0.status.isFailure }
        let isBroken = failures.contains { $0.errorDetails?.code == "ConfigurationError" }
        stages[stage].latest?.gates?[gate]?.status = failures.isEmpty ? .succeeded : isBroken ? .errored : .failed
        stages[stage].latest?.gates?[gate]?.lastStatusChange = transition.time
    }

    /// CodePipeline API, `OverrideStageCondition`: the stage goes on without waiting for the rules.
    mutating func override(
        _ gate: StageGate, of name: StageName, execution id: ExecutionID, _ transition: inout Transition
    ) throws(Rejection) {
        let stage = try index(of: name)
        guard stages[stage].latest?.execution == id else { throw .notLatestExecution(id, stage: name) }
        func refused(_ reason: String) -> Rejection { .conditionNotOverridable(gate, stage: name, reason: reason) }
        guard let condition = declaration.stages[stage].condition(gate) else { throw refused("there is none") }
        if condition.result == GateResult.skip.rawValue { throw refused("its result is SKIP") }
        guard stages[stage].latest?.gates?[gate]?.status == .inProgress else {
            throw refused("it is not being evaluated")
        }
        endRules(of: gate, in: stage, .overridden, &transition)
    }

    /// Ends what a gate's rules still do, and with them the condition, as `status` says.
    mutating func endRules(
        of gate: StageGate, in stage: Int, _ status: ConditionExecutionStatus, _ transition: inout Transition
    ) {
        guard stages[stage].latest?.gates?[gate]?.status == .inProgress else { return }
        stages[stage].latest?.gates?[gate]?.status = status
        stages[stage].latest?.gates?[gate]?.lastStatusChange = transition.time
        for var rule in stages[stage].latest?.gates?[gate]?.rules ?? [] where rule.status == .inProgress {
            rule.status = .abandoned
            rule.lastUpdateTime = transition.time
            transition.add(.cancelAction(rule.id))
            record(rule, of: gate, in: stage, &transition)
        }
    }
}

extension ActionDeclaration {
    /// A rule, told as an action: whoever runs it need not know the difference.
    fileprivate init(_ rule: RuleDeclaration) {
        self.init(
            name: ActionName(rule.name),
            actionTypeId: ActionTypeID(
                category: .rule, owner: .aws, provider: rule.ruleTypeId.provider,
                version: rule.ruleTypeId.version ?? "1"),
            configuration: rule.configuration, commands: rule.commands, inputArtifacts: rule.inputArtifacts,
            roleArn: rule.roleArn, region: rule.region, timeoutInMinutes: rule.timeoutInMinutes)
    }
}
