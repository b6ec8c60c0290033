import PipelineAPI
import PipelineCore

extension Engine {
    /// Starts a pipeline on behalf of another one's run of an action; repeated, it answers the execution that the run has
    /// started.
    func invoke(
        _ input: StartPipelineExecution.Input, by run: ActionRun, of caller: PipelineName
    ) throws -> ExecutionID {
        var input = input
        input.clientRequestToken = run.id.rawValue
        try input.validate()
        if try store.pipelines(leadingTo: run.execution, of: caller).contains(input.name) {
            throw APIError(
                code: "ConflictException",
                message: "The pipelines '\(caller)' and '\(input.name)' would start each other for ever", status: 409)
        }
        guard let id = try startPipelineExecution(input).pipelineExecutionId else {
            throw APIError(code: "ConflictException", message: "'\(input.name)' started nothing", status: 409)
        }
        return id
    }
}
