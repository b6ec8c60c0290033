import Foundation
import PipelineAPI

extension PipelineState {
    /// How many executions a QUEUED or PARALLEL pipeline may have at once ("Quotas in AWS CodePipeline").
    static let concurrentExecutionsLimit = 50

    /// Starts an execution, in these stages or in a lane of its own. Where nobody asked for it who could be told why it
    /// cannot start, it fails at once.
    mutating func start(
        _ trigger: ExecutionTrigger, variables: [String: String], revisions: [SourceRevisionOverride],
        _ transition: inout Transition
    ) throws(Rejection) {
        do throws(Rejection) {
            // A request that is wrong is wrong also when there is no room.
            let resolved = try resolveVariables(variables)
            try checkRoomForOneMore()
            if declaration.executionMode == .parallel {
                startLane(trigger, variables: resolved, revisions: revisions, &transition)
            } else {
                let id = addExecution(trigger, variables: resolved, revisions: revisions, &transition)
                arrive(id, before: 0, &transition)
            }
        } catch {
            guard trigger.isAutomatic else { throw error }
            let id = addExecution(trigger, variables: variables, revisions: revisions, &transition)
            let reason = error.apiError(pipeline: name, account: "").message
            executions[id]?.startError = reason
            endExecution(id, .failed, &transition)
        }
    }

    /// Makes an execution that is nowhere yet. Answers its id.
    ///
    /// - Parameter variables: all of the pipeline's, resolved.
    mutating func addExecution(
        _ trigger: ExecutionTrigger, variables: [String: String], revisions: [SourceRevisionOverride],
        _ transition: inout Transition
    ) -> ExecutionID {
        let id = ExecutionID(transition.newID())
        executions[id] = Execution(
            id: id, number: nextNumber, pipelineVersion: version, mode: declaration.executionMode ?? .superseded,
            type: .standard, trigger: trigger, status: .inProgress, startTime: transition.time,
            lastUpdateTime: transition.time, variables: variables, revisionOverrides: revisions, sourceRevisions: [],
            artifactRevisions: [], artifacts: [:], outputs: [:], stopReason: nil, supersededBy: nil, attempt: 1,
            isCancelling: false, rollbackTarget: nil)
        nextNumber += 1
        transition.announce(id, .started)
        return id
    }

    var hasRoomForOneMore: Bool {
        declaration.executionMode ?? .superseded == .superseded
            || allExecutions.values.count { !$0.status.hasEnded } < Self.concurrentExecutionsLimit
    }

    func checkRoomForOneMore() throws(Rejection) {
        if !hasRoomForOneMore { throw .tooManyExecutions(limit: Self.concurrentExecutionsLimit) }
    }

    func resolveVariables(_ given: [String: String]) throws(Rejection) -> [String: String] {
        let declared = declaration.variables ?? []
        let names = Set(declared.map(\.name))
        if let unknown = given.keys.sorted().first(where: { !names.contains($0) }) { throw .variableUnknown(unknown) }
        let defaults = declared.compactMap { variable in variable.defaultValue.map { (variable.name, $0) } }
        let values = Dictionary(defaults) { first, _ in first }.merging(given) { _, given in given }
        let missing = declared.map(\.name).filter { values[$0] == nil }
        if !missing.isEmpty { throw .variableMissing(missing) }
        return values
    }

    /// An execution comes to wait before a stage.
    ///
    /// In SUPERSEDED mode there is room for one: the newer by start order stays, the older is superseded.
    mutating func arrive(_ id: ExecutionID, before stage: Int, _ transition: inout Transition) {
        guard declaration.executionMode ?? .superseded == .superseded, let other = stages[stage].inbound.first else {
            stages[stage].inbound.append(id)
            return
        }
        let isNewer = (executions[id]?.number ?? 0) > (executions[other]?.number ?? 0)
        let (stays, leaves) = isNewer ? (id, other) : (other, id)
        stages[stage].inbound = [stays]
        executions[leaves]?.supersededBy = stays
        endExecution(leaves, .superseded, &transition)
    }

    /// Gives an execution its final status and says so.
    mutating func endExecution(
        _ id: ExecutionID, _ status: PipelineExecutionStatus, _ transition: inout Transition
    ) {
        executions[id]?.status = status
        executions[id]?.lastUpdateTime = transition.time
        transition.announce(id, status.announcement, supersededBy: executions[id]?.supersededBy)
    }
}

extension ExecutionTrigger {
    /// Whether a change of a source, and not a request, is what it tells of.
    fileprivate var isAutomatic: Bool {
        switch triggerType {
        case .pollForSourceChanges, .webhook, .webhookV2, .cloudWatchEvent: true
        case .createPipeline, .startPipelineExecution, .putActionRevision, .manualRollback, .automatedRollback, nil:
            false
        }
    }
}

extension PipelineExecutionStatus {
    var announcement: StateChange.State {
        switch self {
        case .cancelled: .canceled
        case .inProgress: .started
        case .stopped: .stopped
        case .stopping: .stopping
        case .succeeded: .succeeded
        case .superseded: .superseded
        case .failed: .failed
        }
    }
}
