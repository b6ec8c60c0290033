extension RetryStageExecution.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            $0.pipeline(pipelineName)
            $0.stage(stageName)
            $0.execution(pipelineExecutionId)
        }
    }
}

extension RollbackStage.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            $0.pipeline(pipelineName)
            $0.stage(stageName)
            $0.text(
                targetPipelineExecutionId.rawValue, .uuid, at: DeclarationPath().member("targetPipelineExecutionId"))
        }
    }
}

extension OverrideStageCondition.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            $0.pipeline(pipelineName)
            $0.stage(stageName)
            $0.execution(pipelineExecutionId)
        }
    }
}

extension PutApprovalResult.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            let root = DeclarationPath()
            $0.pipeline(pipelineName)
            $0.stage(stageName)
            $0.text(actionName.rawValue, .name, at: root.member("actionName"))
            $0.text(result.summary, .approvalSummary, at: root.member("result").member("summary"))
            $0.text(token, .uuid, at: root.member("token"))
        }
    }
}

extension EnableStageTransition.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            $0.pipeline(pipelineName)
            $0.stage(stageName)
        }
    }
}

extension DisableStageTransition.Input: Validated {
    public func validate() throws(APIError) {
        try check {
            $0.pipeline(pipelineName)
            $0.stage(stageName)
            $0.text(reason, .disabledReason, at: DeclarationPath().member("reason"))
        }
    }
}
