import PipelineAPI
import PipelineCore

/// What an action hands on to later ones ("Quotas in AWS CodePipeline").
enum OutputVariables {
    /// Bytes of names and values together.
    static let limit = 122_880

    static func size(_ variables: [String: String]) -> Int {
        variables.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
    }

    static func excess(_ size: Int) -> String { "The output variables have \(size) bytes; \(limit) are allowed" }
}

extension ActionOutcome {
    /// The outcome, or a failure where its variables are too many to be handed on.
    var withinLimits: ActionOutcome {
        guard case .succeeded(var result) = self else { return self }
        let size = OutputVariables.size(result.outputVariables)
        if size <= OutputVariables.limit { return self }
        result.outputVariables = [:]
        return .failed(ErrorDetails(code: "ConfigurationError", message: OutputVariables.excess(size)), result)
    }
}
