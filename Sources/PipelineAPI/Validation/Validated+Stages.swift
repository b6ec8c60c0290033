extension RetryStageExecution.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.pipeline(pipelineName)
        check.stage(stageName)
        check.execution(pipelineExecutionId)
    }
}

extension RollbackStage.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.pipeline(pipelineName)
        check.stage(stageName)
        check.text(
            targetPipelineExecutionId.rawValue, .uuid, at: DeclarationPath().member("targetPipelineExecutionId"))
    }
}

extension OverrideStageCondition.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.pipeline(pipelineName)
        check.stage(stageName)
        check.execution(pipelineExecutionId)
    }
}

extension PutApprovalResult.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        let root = DeclarationPath()
        check.pipeline(pipelineName)
        check.stage(stageName)
        check.text(actionName.rawValue, .name, at: root.member("actionName"))
        check.text(result.summary, .approvalSummary, at: root.member("result").member("summary"))
        check.text(token, .uuid, at: root.member("token"))
    }
}

extension EnableStageTransition.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.pipeline(pipelineName)
        check.stage(stageName)
    }
}

extension DisableStageTransition.Input: Validated {
    public func constrain(_ check: inout ShapeCheck) {
        check.pipeline(pipelineName)
        check.stage(stageName)
        check.text(reason, .disabledReason, at: DeclarationPath().member("reason"))
    }
}
