public import PipelineAPI
import PipelineCore

extension Engine {
    public func putActionRevision(_ input: PutActionRevision.Input) throws -> PutActionRevision.Output {
        let state = try pipeline(input.pipelineName)
        guard let stage = state.declaration.stages.first(where: { $0.name == input.stageName }) else {
            throw APIError(
                code: "StageNotFoundException",
                message: "Pipeline '\(input.pipelineName)' does not have a stage with name '\(input.stageName)'")
        }
        let action = stage.actions.first { $0.name == input.actionName && $0.actionTypeId.category == .source }
        guard let action else {
            throw APIError(
                code: "ActionNotFoundException",
                message: "Stage '\(input.stageName)' does not have a source action with name '\(input.actionName)'")
        }
        let revision = input.actionRevision.revisionId
        if let known = try store.execution(ofRevision: revision, action: input.actionName, of: state.name) {
            return PutActionRevision.Output(newRevision: false, pipelineExecutionId: known)
        }
        let override = SourceRevisionOverride(
            actionName: input.actionName, revisionType: action.actionTypeId.revisionType, revisionValue: revision)
        let after = try step(
            state.name,
            .executionStarted(trigger: trigger(.putActionRevision), variables: [:], revisions: [override]))
        let started = after.allExecutions.values.first { $0.number == state.nextNumber }
        return PutActionRevision.Output(newRevision: true, pipelineExecutionId: started?.id)
    }
}

extension ActionTypeID {
    /// What names a revision of such a source.
    fileprivate var revisionType: SourceRevisionType {
        switch provider {
        case "S3": .s3ObjectVersionID
        case "ECR": .imageDigest
        default: .commitID
        }
    }
}
