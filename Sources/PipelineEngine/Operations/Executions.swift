public import PipelineAPI
import PipelineCore

extension Engine {
    public func startPipelineExecution(
        _ input: StartPipelineExecution.Input
    ) throws -> StartPipelineExecution.Output {
        if try pipeline(input.name).declaration.pipelineType == .v1, input.sourceRevisions?.isEmpty == false {
            throw APIError(
                code: "ValidationException", message: "Source revision overrides can only be used with V2 pipelines")
        }
        return try startRevisions(input)
    }

    /// The same, whatever the pipeline's type.
    public func startRevisions(_ input: StartRevisions.Input) throws -> StartRevisions.Output {
        let state = try pipeline(input.name)
        try state.declaration.check(input.sourceRevisions ?? [])
        if let token = input.clientRequestToken,
            let first = try store.execution(startedWith: token, of: input.name)
        {
            return StartPipelineExecution.Output(pipelineExecutionId: first)
        }
        let variables = Dictionary((input.variables ?? []).map { ($0.name, $0.value) }) { _, last in last }
        let after = try step(
            input.name,
            .executionStarted(
                trigger: trigger(.startPipelineExecution), variables: variables,
                revisions: input.sourceRevisions ?? []),
            startToken: input.clientRequestToken)
        let started = after.allExecutions.values.first { $0.number == state.nextNumber }
        return StartPipelineExecution.Output(pipelineExecutionId: started?.id)
    }

    public func stopPipelineExecution(_ input: StopPipelineExecution.Input) throws -> StopPipelineExecution.Output {
        try step(
            input.pipelineName,
            .stopRequested(input.pipelineExecutionId, abandon: input.abandon ?? false, reason: input.reason))
        return StopPipelineExecution.Output(pipelineExecutionId: input.pipelineExecutionId)
    }

    public func getPipelineExecution(_ input: GetPipelineExecution.Input) throws -> GetPipelineExecution.Output {
        let execution = try execution(input.pipelineExecutionId, of: input.pipelineName)
        return GetPipelineExecution.Output(pipelineExecution: execution.view(pipeline: input.pipelineName))
    }

    public func listPipelineExecutions(
        _ input: ListPipelineExecutions.Input
    ) throws -> ListPipelineExecutions.Output {
        let tokens = PageToken(ListPipelineExecutions.self, of: input.pipelineName.rawValue)
        let state = try pipeline(input.pipelineName)
        let page = try store.executions(
            of: input.pipelineName, succeededIn: input.filter?.succeededInStage?.stageName, version: state.version,
            after: try input.nextToken.map(tokens.position), limit: input.maxResults ?? 100)
        return ListPipelineExecutions.Output(
            pipelineExecutionSummaries: page.items.map(\.summaryView),
            nextToken: page.next.map(tokens.token(position:)))
    }

    public func listActionExecutions(_ input: ListActionExecutions.Input) throws -> ListActionExecutions.Output {
        let tokens = PageToken(ListActionExecutions.self, of: input.pipelineName.rawValue)
        let state = try pipeline(input.pipelineName)
        let latest = input.filter?.latestInPipelineExecution
        let id = latest?.pipelineExecutionId ?? input.filter?.pipelineExecutionId
        let asked = try id.map { try execution($0, of: input.pipelineName) }
        let page = try store.runs(
            of: input.pipelineName, execution: id,
            since: latest?.startTimeRange == .latest ? asked?.resumeTime : nil,
            after: try input.nextToken.map(tokens.position), limit: input.maxResults ?? 100,
            known: state.allStages.reduce(into: [:]) { $0.merge($1.runs) { _, last in last } })
        return ListActionExecutions.Output(
            actionExecutionDetails: page.items.map { linking($0.detailView.hidingSecrets(secrets(of:))) },
            nextToken: page.next.map(tokens.token(position:)))
    }

    public func listRuleExecutions(_ input: ListRuleExecutions.Input) throws -> ListRuleExecutions.Output {
        let tokens = PageToken(ListRuleExecutions.self, of: input.pipelineName.rawValue)
        _ = try pipeline(input.pipelineName)
        let latest = input.filter?.latestInPipelineExecution
        let id = latest?.pipelineExecutionId ?? input.filter?.pipelineExecutionId
        let asked = try id.map { try execution($0, of: input.pipelineName) }
        let page = try store.runs(
            of: input.pipelineName, execution: id,
            since: latest?.startTimeRange == .latest ? asked?.resumeTime : nil, ofRules: true,
            after: try input.nextToken.map(tokens.position), limit: input.maxResults ?? 100)
        return ListRuleExecutions.Output(
            ruleExecutionDetails: page.items.map(\.ruleDetailView),
            nextToken: page.next.map(tokens.token(position:)))
    }

    func execution(_ id: ExecutionID, of name: PipelineName) throws -> Execution {
        _ = try pipeline(name)
        guard let execution = try store.execution(id, of: name) else {
            throw APIError(
                code: "PipelineExecutionNotFoundException",
                message: "The pipeline '\(name)' has no execution with the id '\(id)'")
        }
        return execution
    }
}
