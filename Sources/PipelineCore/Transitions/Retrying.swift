import PipelineAPI

extension PipelineState {
    /// CodePipeline API, `RetryStageExecution`: the same execution goes on in the stage where it failed or was stopped.
    mutating func retry(
        stage name: StageName, execution id: ExecutionID, mode: StageRetryMode, _ transition: inout Transition
    ) throws(Rejection) {
        let stage = try index(of: name)
        guard let failed = stages[stage].latest, failed.execution == id, let execution = executions[id] else {
            throw .notLatestExecution(id, stage: name)
        }
        try checkRetryable(failed, execution, mode, stage: name)
        if execution.status.hasEnded { try checkRoomForOneMore() }
        // What is to follow from the failure need not be asked any more.
        endRules(of: .onFailure, in: stage, .abandoned, &transition)
        guard var run = stages[stage].latest else { return }
        run.forgetRuns(mode)
        run.status = .inProgress
        let attempts = run.retries?.manualStageRetryAttempt ?? 0
        run.retries = run.retries ?? RetryStageMetadata()
        run.retries?.manualStageRetryAttempt = attempts + 1
        run.retries?.latestRetryTrigger = .manualStageRetry
        stages[stage].latest = run
        stages[stage].occupant = id
        resume(id, stage: name, &transition)
    }

    /// `onFailure: {result: RETRY}`: one more attempt, and only one. What a person has rejected stays rejected.
    mutating func retryAutomatically(
        _ stage: Int, _ execution: Execution, _ transition: inout Transition
    ) -> Bool {
        guard let failure = declaration.stages[stage].onFailure, failure.result == GateResult.retry.rawValue,
            var run = stages[stage].latest, run.retries?.autoStageRetryAttempt == nil,
            execution.pipelineVersion == version,
            !run.actions.values.contains(where: { $0.status.isFailure && $0.updatedBy != nil })
        else { return false }
        run.forgetRuns(failure.retryConfiguration?.retryMode ?? .allActions)
        run.retries = run.retries ?? RetryStageMetadata()
        run.retries?.autoStageRetryAttempt = 1
        run.retries?.latestRetryTrigger = .automatedStageRetry
        stages[stage].latest = run
        resume(execution.id, stage: stages[stage].name, &transition)
        return true
    }

    private mutating func resume(_ id: ExecutionID, stage: StageName, _ transition: inout Transition) {
        executions[id]?.status = .inProgress
        executions[id]?.stopReason = nil
        executions[id]?.attempt += 1
        executions[id]?.resumeTime = transition.time
        executions[id]?.lastUpdateTime = transition.time
        transition.announce(id, .resumed)
        transition.announce(id, stage: stage, .resumed)
    }

    private func checkRetryable(
        _ run: StageRun, _ execution: Execution, _ mode: StageRetryMode, stage: StageName
    ) throws(Rejection) {
        func refused(_ reason: String) -> Rejection { .stageNotRetryable(stage, reason: reason) }
        if execution.pipelineVersion != version || execution.isCancelling {
            throw refused("the pipeline's structure has changed since the execution started")
        }
        switch run.status {
        case .failed, .stopped:
            break
        case .inProgress:
            if !run.hasFailure { throw refused("it is in progress and nothing in it has failed") }
            if mode == .allActions { throw refused("actions of it are still in progress") }
        case .succeeded, .skipped, .cancelled, .stopping:
            throw refused("its status is \(run.status.rawValue)")
        }
        if mode == .failedActions, !run.hasFailure { throw refused("no action in it has failed") }
    }
}

extension StageRun {
    /// Takes the runs away that are to be made again; the stage then starts them as if they had never been.
    fileprivate mutating func forgetRuns(_ mode: StageRetryMode) {
        switch mode {
        case .failedActions:
            actions = actions.filter { !$0.value.status.isFailure }
            gates = gates?.filter { $0.key == .beforeEntry }
        case .allActions:
            actions = [:]
            gates = nil
        }
    }
}
