import Buildspec

/// The variables a build's first command sees, by CodeBuild's precedence: the service's own, then those of this build,
/// the project's, the buildspec's, and the image's.
struct InitialEnvironment {
    private(set) var variables: [String: String]
    private let secrets: [String: String]

    /// - Parameter secrets: values by name, for variables that only name where their value is kept.
    init(
        _ request: BuildRequest, _ environment: Buildspec.Environment, secrets: [String: String], startTime: Int64
    ) throws(PhaseFailure) {
        variables = request.environment
        self.secrets = secrets
        let overrides = request.projectVariables + request.overrideVariables
        let overridden = Set(overrides.map(\.name))
        for variable in environment.variables where !overridden.contains(variable.name) {
            variables[variable.name] = variable.value
        }
        for variable in environment.parameterStore where !overridden.contains(variable.name) {
            try resolve(variable.name, .parameterStore, variable.value)
        }
        for variable in environment.secretsManager where !overridden.contains(variable.name) {
            try resolve(variable.name, .secretsManager, variable.value)
        }
        let lastWins = Dictionary(overrides.map { ($0.name, $0) }) { $1 }
        for variable in lastWins.values.sorted(by: { $0.name < $1.name }) {
            try resolve(variable.name, variable.type, variable.value)
        }
        variables.merge(secrets) { $1 }
        variables.merge(Self.builtIn(request, startTime: startTime)) { $1 }
        variables.merge(request.serviceVariables) { $1 }
    }

    private mutating func resolve(
        _ name: String, _ kind: BuildRequest.EnvironmentVariable.Kind, _ value: String
    ) throws(PhaseFailure) {
        if kind == .plaintext || secrets[name] != nil {
            variables[name] = secrets[name] ?? value
            return
        }
        let isParameter = kind == .parameterStore
        throw PhaseFailure(
            code: isParameter ? "Decrypted Variables Error" : "Secrets Manager Error",
            message: (isParameter ? "parameter does not exist: \(value)" : "secret does not exist: \(value)")
                + " (variable \(name): add a credential of this name, or override the variable)")
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
