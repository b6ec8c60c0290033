public import PipelineAPI

extension StageSlot {
    /// A gate as `GetPipelineState` shows it; `nil` where the stage has no such gate.
    func conditionState(_ gate: StageGate, of stage: StageDeclaration) -> StageConditionState? {
        guard let condition = stage.condition(gate) else { return nil }
        let run = latest?.gates?[gate]
        let rules = (condition.rules ?? []).map { rule in
            let ruleRun = run?.rules.first { $0.action.name.rawValue == rule.name }
            return RuleState(ruleName: rule.name, latestExecution: ruleRun?.ruleView)
        }
        let execution = run.map { ConditionExecution(status: $0.status, lastStatusChange: $0.lastStatusChange) }
        return StageConditionState(
            latestExecution: run.map { StageConditionsExecution(status: $0.status) },
            conditionStates: [ConditionState(latestExecution: execution, ruleStates: rules)])
    }
}

extension ActionRun {
    fileprivate var ruleView: RuleExecution {
        RuleExecution(
            ruleExecutionId: id, status: status, summary: result.summary, lastStatusChange: lastUpdateTime,
            lastUpdatedBy: updatedBy, externalExecutionId: result.externalExecutionID,
            externalExecutionUrl: result.externalExecutionURL, errorDetails: errorDetails)
    }

    /// The run of a rule as `ListRuleExecutions` shows it.
    public var ruleDetailView: RuleExecutionDetail {
        RuleExecutionDetail(
            pipelineExecutionId: execution, ruleExecutionId: id, pipelineVersion: pipelineVersion, stageName: stage,
            ruleName: action.name.rawValue, startTime: startTime, lastUpdateTime: lastUpdateTime,
            updatedBy: updatedBy, status: status,
            input: RuleExecutionInput(
                ruleTypeId: RuleTypeID(
                    category: "Rule", owner: "AWS", provider: action.actionTypeId.provider, version: "1"),
                configuration: action.configuration ?? [:], resolvedConfiguration: resolvedConfiguration,
                roleArn: action.roleArn, region: action.region, inputArtifacts: inputArtifacts),
            output: RuleExecutionOutput(
                executionResult: RuleExecutionResult(
                    externalExecutionId: result.externalExecutionID, externalExecutionSummary: result.summary,
                    externalExecutionUrl: result.externalExecutionURL, errorDetails: errorDetails)))
    }
}
