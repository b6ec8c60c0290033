import PipelineAPI
import PipelineCore

extension Engine {
    /// Starts a pipeline on behalf of another one's action.
    func invoke(_ input: StartPipelineExecution.Input, from caller: PipelineName) throws -> ExecutionID {
        if try invokes(input.name, caller) {
            throw APIError(
                code: "ConflictException",
                message: "The pipelines '\(caller)' and '\(input.name)' would start each other for ever", status: 409)
        }
        guard let id = try startPipelineExecution(input).pipelineExecutionId else {
            throw APIError(code: "ConflictException", message: "'\(input.name)' started nothing", status: 409)
        }
        return id
    }

    /// Whether a pipeline is the other one, or starts it by its actions, however many pipelines lie between.
    private func invokes(_ name: PipelineName, _ other: PipelineName) throws -> Bool {
        var seen: Set<PipelineName> = []
        var waiting = [name]
        while let next = waiting.popLast() {
            if next == other { return true }
            guard seen.insert(next).inserted else { continue }
            let actions = try find(next)?.declaration.stages.flatMap(\.actions) ?? []
            waiting += actions.filter {
                $0.actionTypeId.category == .invoke && $0.actionTypeId.isBuiltIn("CodePipeline")
            }
            .compactMap { $0.configuration?["PipelineName"].map { PipelineName($0) } }
        }
        return false
    }
}
