public import PipelineAPI

extension Execution {
    /// The execution as `GetPipelineExecution` shows it.
    public func view(pipeline: PipelineName) -> PipelineExecution {
        PipelineExecution(
            pipelineName: pipeline, pipelineVersion: pipelineVersion, pipelineExecutionId: id, status: status,
            statusSummary: statusSummary, artifactRevisions: artifactRevisions,
            variables: variables.sorted { $0.key < $1.key }.map {
                ResolvedPipelineVariable(name: $0.key, resolvedValue: $0.value)
            }, trigger: trigger, executionMode: mode, executionType: type,
            rollbackMetadata: rollbackMetadata)
    }

    private var rollbackMetadata: PipelineRollbackMetadata? {
        rollbackTarget.map { PipelineRollbackMetadata(rollbackTargetPipelineExecutionId: $0) }
    }

    /// The execution as `ListPipelineExecutions` shows it.
    public var summaryView: PipelineExecutionSummary {
        PipelineExecutionSummary(
            pipelineExecutionId: id, status: status, statusSummary: statusSummary, startTime: startTime,
            lastUpdateTime: lastUpdateTime, sourceRevisions: sourceRevisions, trigger: trigger,
            stopTrigger: stopReason.map { StopExecutionTrigger(reason: $0) }, executionMode: mode,
            executionType: type, rollbackMetadata: rollbackMetadata)
    }

    /// Free text in the API; here it names the execution that took this one's place, or says why it was stopped or
    /// could not start.
    private var statusSummary: String? {
        supersededBy.map { "Superseded by \($0)" } ?? stopReason ?? startError
    }
}

extension ActionRun {
    /// The run as `ListActionExecutions` shows it.
    public var detailView: ActionExecutionDetail {
        ActionExecutionDetail(
            pipelineExecutionId: execution, actionExecutionId: id, pipelineVersion: pipelineVersion, stageName: stage,
            actionName: action.name, startTime: startTime, lastUpdateTime: lastUpdateTime, updatedBy: updatedBy,
            status: status,
            input: ActionExecutionInput(
                actionTypeId: action.actionTypeId, configuration: action.configuration ?? [:],
                resolvedConfiguration: resolvedConfiguration, roleArn: action.roleArn, region: action.region,
                inputArtifacts: inputArtifacts, namespace: action.namespace),
            output: ActionExecutionOutput(
                outputArtifacts: result.outputArtifacts.sorted { $0.key < $1.key }.map {
                    ArtifactDetail(name: $0.key, s3location: $0.value)
                },
                executionResult: ActionExecutionResult(
                    externalExecutionId: result.externalExecutionID, externalExecutionSummary: result.summary,
                    externalExecutionUrl: result.externalExecutionURL, errorDetails: errorDetails,
                    logStreamARN: result.logStreamARN), outputVariables: result.outputVariables))
    }
}
