public import AWS
public import CloudFormation
public import PipelineAPI

/// The way to where a pipeline of the embedded engine deploys.
///
/// Who signs is the target's profile and nobody else: keys in the environment, another default profile or an address
/// there belong to whatever started the engine, and not to the pipeline.
public struct DeploymentAccess: Sendable {
    private let environment: [String: String]
    private let keys: CredentialProvider?

    /// - Parameters:
    ///   - environment: the engine's; says where AWS's shared files are.
    ///   - keys: sluice's own store of credentials.
    public init(environment: [String: String], keys: CredentialProvider?) {
        self.environment = environment.filter { !$0.key.hasPrefix("AWS_") || Self.variables.contains($0.key) }
        self.keys = keys
    }

    /// What another process needs to find the same profiles, and has not by itself.
    ///
    /// - Parameter folders: the variables that say where sluice's own store is.
    public func variables(with folders: [String: String]) -> [String: String] {
        environment.filter { Self.variables.contains($0.key) }.merging(folders) { $1 }
    }

    /// Variables of AWS's tools that say neither who signs nor where calls go.
    private static let variables: Set<String> = [
        "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CA_BUNDLE", "AWS_MAX_ATTEMPTS",
        "AWS_EC2_METADATA_DISABLED",
    ]

    /// Asks nobody anything yet.
    ///
    /// - Throws: `AWSConfigurationError`, as where there is no such profile.
    public func session(for target: DeploymentTarget, region: String) throws -> AWSSession {
        var variables = environment
        if !target.isAWS {
            variables["AWS_ENDPOINT_URL"] = target.endpoint
            // A profile could say otherwise, and what was meant for this address would go to AWS.
            variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "false"
        }
        return try AWSSession(environment: variables, profile: target.profile, region: region, store: keys)
    }

    /// The sessions of a target, in the account that the engine stands for.
    ///
    /// - Parameter warn: told where a role could not be assumed and need not be.
    /// - Throws: `StackError.foreignProfile` if the profile is of another account.
    public func sessions(
        for target: DeploymentTarget, in place: AWSEnvironment, warn: @escaping @Sendable (String) -> Void
    ) async throws -> RoleSessions {
        let session = try session(for: target, region: place.region)
        let caller = try await RoleSessions.caller(of: session)
        guard caller.account == place.account else {
            throw StackError.foreignProfile(target.profile, account: caller.account, engine: place.account)
        }
        return RoleSessions(base: session, caller: caller, sessionName: "sluice-\(target.profile)", warn: warn)
    }
}
