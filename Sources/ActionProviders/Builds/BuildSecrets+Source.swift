import Runner

extension BuildSecrets {
    /// The values of a build's variables, each asked for once, or why it can't be had.
    init(_ variables: [BuildRequest.EnvironmentVariable], from source: SecretSource) async {
        self.init()
        var answers: [SecretReference: Result<String?, any Error>] = [:]
        for variable in variables {
            do {
                let reference = try SecretReference(variable)
                if answers[reference.whole] == nil {
                    answers[reference.whole] = await Self.ask(source, reference.whole)
                }
                // Without an answer the build says in CodeBuild's words that there is no such secret.
                guard let text = try answers[reference.whole]?.get() else { continue }
                values[variable.name] = try reference.value(in: text)
            } catch {
                refusals[variable.name] = "\(error)"
            }
        }
    }

    private static func ask(_ source: SecretSource, _ reference: SecretReference) async -> Result<String?, any Error> {
        do { return .success(try await source(reference)) } catch { return .failure(error) }
    }
}

extension SecretReference {
    fileprivate init(_ variable: BuildRequest.EnvironmentVariable) throws(SecretRefusal) {
        switch variable.type {
        case .parameterStore: self.init(parameter: variable.value)
        case .secretsManager, .plaintext: try self.init(secret: variable.value)
        }
    }
}
