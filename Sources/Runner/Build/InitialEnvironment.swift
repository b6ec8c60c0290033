import Buildspec

/// The variables a build's first command sees, by CodeBuild's precedence: the service's own, then those of this build,
/// the project's, the buildspec's, and the image's.
struct InitialEnvironment {
    /// The variables whose values stand in the request or the buildspec.
    private let plain: [String: String]
    /// What the service sets, which wins over all.
    private let service: [String: String]
    /// The others, by name, each with the parameter or secret that holds its value. What they name may hold variables,
    /// which are expanded.
    let secretVariables: [BuildRequest.EnvironmentVariable]

    /// - Parameter startTime: when the build started, in milliseconds since the epoch.
    init(_ request: BuildRequest, _ environment: Buildspec.Environment, startTime: Int64) {
        var variables: [String: BuildRequest.EnvironmentVariable] = [:]
        for variable in environment.typedVariables + request.projectVariables + request.overrideVariables {
            variables[variable.name] = variable
        }
        var plain = request.environment
        for variable in variables.values where variable.type == .plaintext { plain[variable.name] = variable.value }
        let service = Self.builtIn(request, startTime: startTime).merging(request.serviceVariables) { $1 }
        let known = plain.merging(service) { $1 }
        (self.plain, self.service) = (plain, service)
        secretVariables = variables.values.filter { $0.type != .plaintext }.sorted { $0.name < $1.name }
            .map { .init(name: $0.name, value: VariableExpansion.expand($0.value, known), type: $0.type) }
    }

    /// All variables, with the values that were handed over for this build.
    func variables(with secrets: BuildSecrets) throws(PhaseFailure) -> [String: String] {
        for variable in secretVariables where secrets.values[variable.name] == nil {
            throw Self.failure(variable, reason: secrets.refusals[variable.name])
        }
        return plain.merging(secrets.values) { $1 }.merging(service) { $1 }
    }

    private static func failure(_ variable: BuildRequest.EnvironmentVariable, reason: String?) -> PhaseFailure {
        let isParameter = variable.type == .parameterStore
        let missing = (isParameter ? "parameter does not exist: " : "secret does not exist: ") + variable.value
        let hint = reason == nil ? ": `credentials add --kind secret NAME` keeps it, or override the variable" : ""
        return PhaseFailure(
            code: isParameter ? "Decrypted Variables Error" : "Secrets Manager Error",
            message: "\(reason ?? missing) (variable \(variable.name)\(hint))")
    }

    private static func builtIn(_ request: BuildRequest, startTime: Int64) -> [String: String] {
        var variables = [
            "CODEBUILD_BUILD_ARN": request.buildARN,
            "CODEBUILD_BUILD_ID": request.buildID,
            "CODEBUILD_BUILD_NUMBER": String(request.buildNumber),
            "CODEBUILD_BUILD_SUCCEEDING": "1",
            "CODEBUILD_CI": "true",
            "CODEBUILD_INITIATOR": request.initiator,
            "CODEBUILD_LAST_EXIT": "0",
            "CODEBUILD_LOG_PATH": String(request.buildID.split(separator: ":").last ?? ""),
            "CODEBUILD_SRC_DIR": request.sourceDirectory,
            "CODEBUILD_START_TIME": String(startTime),
        ]
        for source in request.secondarySources { variables["CODEBUILD_SRC_DIR_\(source.name)"] = source.directory }
        return variables
    }
}

extension Buildspec.Environment {
    /// Of all three sections, in the form of a project's variables.
    fileprivate var typedVariables: [BuildRequest.EnvironmentVariable] {
        variables.map { .init(name: $0.name, value: $0.value) }
            + parameterStore.map { .init(name: $0.name, value: $0.value, type: .parameterStore) }
            + secretsManager.map { .init(name: $0.name, value: $0.value, type: .secretsManager) }
    }
}
