/// Everything that calls to AWS have in common: who signs, in which region, where the services are.
///
/// A value; the sessions made from it share its connections, its patience and its credentials.
public struct AWSSession: Sendable {
    public let configuration: AWSConfiguration
    /// Where calls go unless they name another region.
    public let region: String
    /// Who signs.
    public let credentials: CredentialSource
    let calls: CallSettings

    /// Reads the shared files; asks nobody anything yet.
    ///
    /// - Parameters:
    ///   - profile: the profile chosen on the command line.
    ///   - region: the region chosen there.
    ///   - store: sluice's own store of credentials, asked where AWS's tools know nothing.
    ///   - askForCode: asks a person for the code of an MFA device; `nil` if nobody can be asked.
    public init(
        environment: [String: String], profile: String? = nil, region: String? = nil, store: CredentialProvider? = nil,
        askForCode: (@Sendable (_ device: String) async throws -> String?)? = nil
    ) throws {
        let configuration = try AWSConfiguration(environment: environment, profile: profile)
        let calls = CallSettings(
            policy: RetryPolicy(maxAttempts: try configuration.maxAttempts()),
            certificateAuthorities: configuration.certificateAuthorities)
        try self.init(configuration, calls: calls, region: region, store: store, askForCode: askForCode)
    }

    init(
        _ configuration: AWSConfiguration, calls: CallSettings, region: String? = nil,
        store: CredentialProvider? = nil, askForCode: (@Sendable (_ device: String) async throws -> String?)? = nil
    ) throws {
        guard let region = region ?? configuration.region else {
            throw AWSConfigurationError.noRegion(profile: configuration.profileName)
        }
        let lookup = CredentialLookup(configuration, calls: calls, askForCode: askForCode)
        self.configuration = configuration
        self.calls = calls
        self.region = region
        credentials = CredentialSource(now: calls.pace.now) {
            guard let found = try await CredentialChain.first(of: CredentialChain.standard(store: store), lookup) else {
                throw CredentialError.none(profile: configuration.profileName)
            }
            return found
        }
    }

    private init(_ session: AWSSession, region: String, credentials: CredentialSource) {
        configuration = session.configuration
        calls = session.calls
        self.region = region
        self.credentials = credentials
    }

    /// The same in another region.
    public func session(in region: String) -> AWSSession {
        AWSSession(self, region: region, credentials: credentials)
    }

    /// A session of a role, assumed in the session's region when the first call needs it, and again before it ends.
    public func assuming(_ role: AssumeRole.Input, region: String? = nil) -> AWSSession {
        let home = session(in: region ?? self.region)
        let source = CredentialSource(now: calls.pace.now) {
            let origin = try await home.credentials.credentials().origin
            return try await home.sts().assumeRole(role).credentials(origin: "role \(role.roleArn) by \(origin)")
        }
        return AWSSession(home, region: home.region, credentials: source)
    }

    /// The way to a service.
    public func connection(to service: AWSService) throws -> ServiceConnection {
        try ServiceConnection(
            service: service, region: region, configuration: configuration, credentials: credentials, calls: calls)
    }

    public func sts() throws -> STSClient { STSClient(try connection(to: .sts)) }
    public func cloudFormation() throws -> CloudFormationClient {
        CloudFormationClient(try connection(to: .cloudFormation))
    }
    public func s3() throws -> S3Client { S3Client(try connection(to: .s3)) }
    public func ssm() throws -> SSMClient { SSMClient(try connection(to: .ssm)) }
    public func secretsManager() throws -> SecretsManagerClient {
        SecretsManagerClient(try connection(to: .secretsManager))
    }
    public func kms() throws -> KMSClient { KMSClient(try connection(to: .kms)) }
    public func loadBalancing() throws -> LoadBalancingClient {
        LoadBalancingClient(try connection(to: .elasticLoadBalancing))
    }
    public func cloudControl() throws -> CloudControlClient { CloudControlClient(try connection(to: .cloudControl)) }
    public func ec2() throws -> EC2Client { EC2Client(try connection(to: .ec2)) }
    /// In all regions of the commercial partition the one that signs for `us-east-1`.
    public func route53() throws -> Route53Client {
        let isCommercial = Partition.of(region: region).name == "aws"
        return Route53Client(try (isCommercial ? session(in: "us-east-1") : self).connection(to: .route53))
    }
    public func ecr() throws -> ECRClient { ECRClient(try connection(to: .ecr)) }
}
