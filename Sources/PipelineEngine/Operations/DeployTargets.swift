public import PipelineAPI

extension Engine {
    /// The targets of a deploy action: instances of Deploy/EC2, an action that this engine does not run.
    public func listDeployActionExecutionTargets(
        _ input: ListDeployActionExecutionTargets.Input
    ) throws -> ListDeployActionExecutionTargets.Output {
        if let name = input.pipelineName { _ = try pipeline(name) }
        if let token = input.nextToken { _ = try PageToken(ListDeployActionExecutionTargets.self).name(token) }
        guard try store.hasRun(input.actionExecutionId, of: input.pipelineName) else {
            throw APIError(
                code: "ActionExecutionNotFoundException",
                message: "There is no action execution with the id '\(input.actionExecutionId)'")
        }
        return ListDeployActionExecutionTargets.Output(targets: [])
    }
}
