import PipelineAPI

/// An action as it runs in an execution: references replaced by values, inputs by the artifacts' places.
struct Resolution {
    private(set) var action: ActionDeclaration
    private(set) var inputArtifacts: [ArtifactDetail] = []
    /// Why the action cannot run.
    private(set) var error: ErrorDetails?

    init(of declared: ActionDeclaration, in execution: Execution) {
        action = declared
        let scope = VariableScope(execution)
        do throws(UnresolvedReference) {
            action.configuration = try declared.configuration.map { values throws(UnresolvedReference) in
                try scope.resolve(values)
            }
            action.commands = try declared.commands.map { commands throws(UnresolvedReference) in
                try scope.resolve(commands)
            }
            action.environmentVariables = try declared.environmentVariables.map {
                variables throws(UnresolvedReference) in
                try variables.map { variable throws(UnresolvedReference) in
                    var variable = variable
                    variable.value = try scope.resolve(variable.value)
                    return variable
                }
            }
        } catch {
            self.error = ErrorDetails(
                code: "ConfigurationError",
                message: "An action in this pipeline failed because one or more variables could not be resolved: "
                    + "Action name=\(declared.name). \(error.reference) has no value")
        }
        checkSize()
        findInputs(execution)
    }

    /// Bytes of the resolved configuration of one action ("Quotas in AWS CodePipeline").
    private static let configurationLimit = 100 << 10

    private mutating func checkSize() {
        let size = (action.configuration ?? [:]).reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard size > Self.configurationLimit, error == nil else { return }
        error = ErrorDetails(
            code: "ConfigurationError",
            message: "The configuration of action '\(action.name)' has \(size) bytes once its variables are resolved; "
                + "\(Self.configurationLimit) are allowed")
    }

    private mutating func findInputs(_ execution: Execution) {
        for input in action.inputArtifacts ?? [] {
            let location = execution.artifacts[input.name]
            inputArtifacts.append(ArtifactDetail(name: input.name, s3location: location))
            if location == nil {
                error =
                    error
                    ?? ErrorDetails(
                        code: "ConfigurationError",
                        message: "The input artifact '\(input.name)' of action '\(action.name)' does not exist: "
                            + "the action that declares it did not produce it")
            }
        }
    }
}
