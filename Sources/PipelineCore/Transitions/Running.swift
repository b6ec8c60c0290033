import Foundation
import PipelineAPI

extension PipelineState {
    /// Starts a run of an action, or records at once why it cannot start.
    mutating func begin(
        _ action: ActionDeclaration, stage: Int, execution id: ExecutionID, _ transition: inout Transition
    ) {
        guard let execution = executions[id] else { return }
        let slot = stages[stage]
        let earlier = slot.newestRuns[action.name].flatMap { $0.execution == id ? $0.attempt : nil } ?? 0
        let resolution = Resolution(of: action, in: execution)
        let isApproval = action.actionTypeId.category == .approval
        var run = ActionRun(
            id: ActionExecutionID(transition.newID()), execution: id, pipelineVersion: version, stage: slot.name,
            action: action, attempt: earlier + 1, status: .inProgress, startTime: transition.time,
            lastUpdateTime: transition.time, resolvedConfiguration: resolution.action.configuration ?? [:],
            inputArtifacts: resolution.inputArtifacts, result: ActionResult(),
            token: isApproval ? transition.newID() : nil, updatedBy: nil, errorDetails: nil, gate: nil)
        // A PARALLEL pipeline has no state that could show the token, so it is shown where its runs are listed.
        if declaration.executionMode == .parallel { run.result.externalExecutionID = run.token }
        transition.announce(run, .started)
        if let error = resolution.error {
            run.status = .failed
            run.errorDetails = error
            transition.announce(run, .failed)
        } else {
            transition.add(.startAction(actionStart(run, resolution.action, execution)))
            if isApproval { transition.announce(run, .approvalNeeded) }
        }
        record(run, in: stage)
    }

    func actionStart(_ run: ActionRun, _ resolved: ActionDeclaration, _ execution: Execution) -> ActionStart {
        let store = declaration.artifactStore ?? declaration.artifactStores?[run.action.region ?? ""]
        let overrides = execution.revisionOverrides.filter { $0.actionName == run.action.name }
        let key = overrides.first { $0.revisionType == .s3ObjectKey }
        return ActionStart(
            run: run, pipeline: name, action: resolved, artifactBucket: store?.location ?? "artifacts",
            revisionOverride: key ?? overrides.first,
            objectVersion: overrides.first { $0.revisionType == .s3ObjectVersionID }?.revisionValue,
            artifactRevisions: execution.artifactRevisions, trigger: execution.trigger)
    }

    /// The provider says what it knows while the action runs.
    mutating func progress(
        _ id: ActionExecutionID, _ result: ActionResult, _ transition: inout Transition
    ) throws(Rejection) {
        var (stage, run) = try running(id)
        let isSubmission = run.result.externalExecutionID == nil && result.externalExecutionID != nil
        run.result.merge(result)
        run.lastUpdateTime = transition.time
        if let gate = run.gate { return record(run, of: gate, in: stage, &transition) }
        record(run, in: stage)
        if isSubmission { transition.announce(run, .submitted) }
    }

    /// The run ended by itself.
    mutating func end(
        _ id: ActionExecutionID, _ status: ActionExecutionStatus, _ result: ActionResult, error: ErrorDetails?,
        _ transition: inout Transition
    ) throws(Rejection) {
        var (stage, run) = try running(id)
        run.result.merge(result)
        finish(&run, status, error: error, in: stage, &transition)
    }

    /// Records the end of a run and gives what it made to its execution.
    mutating func finish(
        _ run: inout ActionRun, _ status: ActionExecutionStatus, error: ErrorDetails?, in stage: Int,
        _ transition: inout Transition
    ) {
        run.status = status
        run.errorDetails = error
        run.lastUpdateTime = transition.time
        if let gate = run.gate { return record(run, of: gate, in: stage, &transition) }
        record(run, in: stage)
        if status == .succeeded {
            executions[run.execution]?.take(run, at: transition.time)
            if run.result.revision != nil { executions[run.execution]?.sortRevisions(as: declaration) }
        }
        executions[run.execution]?.lastUpdateTime = transition.time
        transition.announce(run, status.announcement)
    }

    func isRunning(_ id: ActionExecutionID) -> Bool { (try? running(id)) != nil }

    /// The run with this id, which must be in progress, and the stage that it is in.
    private func running(_ id: ActionExecutionID) throws(Rejection) -> (stage: Int, run: ActionRun) {
        for (stage, slot) in stages.enumerated() where slot.occupant != nil {
            for run in slot.latest?.actions.values ?? [:].values where run.id == id && run.status == .inProgress {
                return (stage, run)
            }
            for run in slot.latest?.rules ?? [] where run.id == id && run.status == .inProgress { return (stage, run) }
        }
        throw .runNotInProgress(id)
    }

    mutating func record(_ run: ActionRun, in stage: Int) {
        stages[stage].latest?.actions[run.action.name] = run
        stages[stage].newestRuns[run.action.name] = run
        noteChange(of: run)
    }

    mutating func noteChange(of run: ActionRun) {
        if let index = changedRuns.firstIndex(where: { $0.id == run.id }) {
            changedRuns[index] = run
        } else {
            changedRuns.append(run)
        }
    }
}

extension Execution {
    /// Keeps what a run made for the actions after it.
    fileprivate mutating func take(_ run: ActionRun, at time: Date) {
        artifacts.merge(run.result.outputArtifacts) { _, new in new }
        if let namespace = run.action.namespace { outputs[namespace] = run.result.outputVariables }
        // A worker of another action may name a revision too: it is what the action used.
        guard run.action.actionTypeId.category == .source, let revision = run.result.revision else { return }
        sourceRevisions.removeAll { $0.actionName == revision.actionName }
        sourceRevisions.append(revision)
        for artifact in run.action.outputArtifacts ?? [] {
            artifactRevisions.removeAll { $0.name == artifact.name }
            artifactRevisions.append(
                ArtifactRevision(
                    name: artifact.name, revisionId: revision.revisionId,
                    revisionChangeIdentifier: run.result.revisionChangeID, revisionSummary: revision.revisionSummary,
                    created: run.result.revisionCreated ?? time, revisionUrl: revision.revisionUrl))
        }
    }
}

extension Execution {
    /// Puts the revisions in the order in which the pipeline declares its sources, whichever was fetched first.
    fileprivate mutating func sortRevisions(as declaration: PipelineDeclaration) {
        let sources = declaration.stages.first?.actions ?? []
        let actions = sources.map(\.name)
        let artifacts = sources.flatMap { $0.outputArtifacts ?? [] }.map(\.name)
        sourceRevisions.sort {
            (actions.firstIndex(of: $0.actionName) ?? 0) < (actions.firstIndex(of: $1.actionName) ?? 0)
        }
        artifactRevisions.sort { first, second in
            let place = { (revision: ArtifactRevision) in artifacts.firstIndex { $0 == revision.name } ?? 0 }
            return place(first) < place(second)
        }
    }
}

extension ActionResult {
    /// Takes over what a newer word of the provider says, and keeps what it leaves out.
    mutating func merge(_ newer: ActionResult) {
        externalExecutionID = newer.externalExecutionID ?? externalExecutionID
        externalExecutionURL = newer.externalExecutionURL ?? externalExecutionURL
        summary = newer.summary ?? summary
        percentComplete = newer.percentComplete ?? percentComplete
        logStreamARN = newer.logStreamARN ?? logStreamARN
        revision = newer.revision ?? revision
        revisionChangeID = newer.revisionChangeID ?? revisionChangeID
        revisionCreated = newer.revisionCreated ?? revisionCreated
        outputArtifacts.merge(newer.outputArtifacts) { _, new in new }
        outputVariables.merge(newer.outputVariables) { _, new in new }
    }
}

extension ActionExecutionStatus {
    var announcement: StateChange.State {
        switch self {
        case .inProgress: .started
        case .abandoned: .abandoned
        case .succeeded: .succeeded
        case .failed: .failed
        }
    }
}
