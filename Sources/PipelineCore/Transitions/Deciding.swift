import PipelineAPI

extension PipelineState {
    /// CodePipeline API, `PutApprovalResult`: ends a waiting approval, one way or the other.
    mutating func decide(
        stage name: StageName, action: ActionName, token: String, result: ApprovalResult, by approver: String,
        _ transition: inout Transition
    ) throws(Rejection) {
        // A stage or an action that an update removed can still wait for its decision.
        guard let stage = stages.firstIndex(where: { $0.name == name }) else { throw .stageNotFound(name) }
        let isDeclared =
            stage < declaration.stages.count
            && declaration.stages[stage].actions.contains { $0.name == action }
        guard isDeclared || stages[stage].newestRuns[action] != nil else {
            throw .actionNotFound(action, stage: name)
        }
        guard var run = stages[stage].newestRuns[action], run.token == token else { throw .approvalTokenInvalid }
        guard run.status == .inProgress else {
            throw run.updatedBy == nil ? .approvalTokenInvalid : .approvalAlreadyCompleted(action)
        }
        run.updatedBy = approver
        run.result.summary = result.summary.isEmpty ? nil : result.summary
        switch result.status {
        case .approved:
            finish(&run, .succeeded, error: nil, in: stage, &transition)
        case .rejected:
            let message = result.summary.isEmpty ? "The approval was rejected" : "Rejected: \(result.summary)"
            let error = ErrorDetails(code: "JobFailed", message: message)
            finish(&run, .failed, error: error, in: stage, &transition)
        }
        transition.add(.cancelAction(run.id))
    }

    /// The stage's place in the declaration.
    func index(of stage: StageName) throws(Rejection) -> Int {
        guard let index = declaration.stages.firstIndex(where: { $0.name == stage }) else {
            throw .stageNotFound(stage)
        }
        return index
    }
}
