import Foundation
public import PipelineAPI
import PipelineCore

extension Engine {
    public func createPipeline(_ input: CreatePipeline.Input) throws -> CreatePipeline.Output {
        try check(input.pipeline)
        if try find(input.pipeline.name) != nil {
            throw APIError(
                code: "PipelineNameInUseException",
                message: "A pipeline with the name '\(input.pipeline.name)' already exists in account "
                    + "'\(settings.accountId)'")
        }
        if try store.pipelineCount() >= Self.pipelinesLimit {
            throw APIError(
                code: "LimitExceededException", message: "There can be up to \(Self.pipelinesLimit) pipelines")
        }
        let declaration = stored(input.pipeline, version: 1)
        try store.add(input.tags ?? [], to: arn(of: declaration.name))
        let canStart = declaration.variables?.allSatisfy { $0.defaultValue != nil } ?? true
        try insert(
            declaration,
            first: canStart
                ? .executionStarted(trigger: trigger(.createPipeline), variables: [:], revisions: []) : nil)
        return CreatePipeline.Output(pipeline: declaration.hidingSecrets(secrets(of:)), tags: input.tags)
    }

    public func updatePipeline(_ input: UpdatePipeline.Input) throws -> UpdatePipeline.Output {
        let current = try pipeline(input.pipeline.name)
        try check(input.pipeline)
        let complete = input.pipeline.keepingSecrets(of: current.declaration, secrets(of:))
        let declaration = stored(complete, version: current.version + 1)
        try step(declaration.name, .declarationUpdated(declaration))
        return UpdatePipeline.Output(pipeline: declaration.hidingSecrets(secrets(of:)))
    }

    private func check(_ declaration: PipelineDeclaration) throws {
        try declaration.validate(region: declaration.checkedRegion(in: settings.region), type: type(of:))
    }

    public func getPipeline(_ input: GetPipeline.Input) throws -> GetPipeline.Output {
        let state = try pipeline(input.name)
        let version = input.version ?? state.version
        let stored =
            version == state.version ? state.declaration : try store.declaration(of: input.name, version: version)
        guard let declaration = stored else {
            throw APIError(
                code: "PipelineVersionNotFoundException",
                message: "Pipeline '\(input.name)' has no version \(version); its current version is \(state.version)")
        }
        return shown(
            declaration.hidingSecrets(secrets(of:)), of: state, pollingDisabled: try pollingDisabled(state))
    }

    /// What `getPipeline` answers, where nothing has to be read for it: waits neither for the disk nor for what else the
    /// engine does.
    public nonisolated func pipelineAtHand(_ input: GetPipeline.Input) -> GetPipeline.Output? {
        guard let state = known(input.name), input.version ?? state.version == state.version,
            !mayBeAsleep(state)
        else { return nil }
        let actions = state.declaration.stages.lazy.flatMap(\.actions)
        guard !actions.contains(where: { $0.actionTypeId.owner == .custom }) else { return nil }
        return shown(
            state.declaration.hidingSecrets(\.builtInSecrets), of: state, pollingDisabled: nil)
    }

    private nonisolated func shown(
        _ declaration: PipelineDeclaration, of state: PipelineState, pollingDisabled: Date?
    ) -> GetPipeline.Output {
        GetPipeline.Output(
            pipeline: declaration,
            metadata: PipelineMetadata(
                pipelineArn: arn(of: state.name), created: state.created, updated: state.updated,
                pollingDisabledAt: pollingDisabled))
    }

    public func deletePipeline(_ input: DeletePipeline.Input) throws -> Empty {
        try remove(input.name)
        try store.removeAllTags(from: arn(of: input.name))
        return Empty()
    }

    public func listPipelines(_ input: ListPipelines.Input) throws -> ListPipelines.Output {
        let tokens = PageToken(ListPipelines.self)
        let (page, isLast) = try store.pipelines(
            after: input.nextToken.map(tokens.name), limit: input.maxResults ?? 1000)
        return ListPipelines.Output(
            pipelines: page, nextToken: isLast ? nil : page.last?.name.map { tokens.token(name: $0.rawValue) })
    }

    /// "Quotas in AWS CodePipeline".
    private static let pipelinesLimit = 1000

    /// The ARN of a pipeline of this engine.
    nonisolated func arn(of name: PipelineName) -> String {
        "arn:aws:codepipeline:\(settings.region):\(settings.accountId):\(name)"
    }

    nonisolated func trigger(_ type: TriggerType) -> ExecutionTrigger {
        ExecutionTrigger(triggerType: type, triggerDetail: "arn:aws:iam::\(settings.accountId):root")
    }

    /// The declaration as the engine keeps it.
    private func stored(_ declaration: PipelineDeclaration, version: Int) -> PipelineDeclaration {
        var declaration = declaration.normalized(region: settings.region)
        declaration.version = version
        return declaration
    }
}
