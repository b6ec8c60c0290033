import PipelineAPI

/// A service of AWS: under which names it is found, signed for and configured.
public struct AWSService: Sendable, Hashable {
    /// The name that configuration is derived from, such as `CloudWatch Logs` (botocore's service id).
    public let id: String
    /// The beginning of its host's name.
    let hostPrefix: String
    /// The name in a signature's scope.
    let signingName: String

    /// Whether it is in one place for all regions of a partition.
    let isGlobal: Bool

    private init(_ id: String, _ hostPrefix: String, signingName: String? = nil, isGlobal: Bool = false) {
        self.isGlobal = isGlobal
        self.id = id
        self.hostPrefix = hostPrefix
        self.signingName = signingName ?? hostPrefix
    }

    public static let cloudControl = AWSService("CloudControl", "cloudcontrolapi")
    public static let cloudFormation = AWSService("CloudFormation", "cloudformation")
    public static let codeBuild = AWSService("CodeBuild", "codebuild")
    public static let codeConnections = AWSService("CodeConnections", "codeconnections")
    public static let codePipeline = AWSService("CodePipeline", "codepipeline")
    public static let codeStarConnections = AWSService("CodeStar connections", "codestar-connections")
    public static let ec2 = AWSService("EC2", "ec2")
    public static let ecr = AWSService("ECR", "api.ecr", signingName: "ecr")
    public static let elasticLoadBalancing = AWSService("Elastic Load Balancing v2", "elasticloadbalancing")
    public static let kms = AWSService("KMS", "kms")
    public static let logs = AWSService("CloudWatch Logs", "logs")
    public static let route53 = AWSService("Route 53", "route53", isGlobal: true)
    public static let s3 = AWSService("S3", "s3")
    public static let secretsManager = AWSService("Secrets Manager", "secretsmanager")
    public static let ssm = AWSService("SSM", "ssm")
    public static let sso = AWSService("SSO", "portal.sso", signingName: "awsssoportal")
    public static let ssoOIDC = AWSService("SSO OIDC", "oidc", signingName: "sso-oauth")
    public static let sts = AWSService("STS", "sts")

    /// `cloudwatch_logs`, as `services` sections of the config file have it.
    var configurationKey: String { String(id.map { $0 == " " ? "_" : $0 }).lowercased() }
    /// `AWS_ENDPOINT_URL_CLOUDWATCH_LOGS`.
    var endpointVariable: String { "AWS_ENDPOINT_URL_\(configurationKey.uppercased())" }
}

extension AWSService {
    /// The service that AWS has for one of the engine's; `nil` for what AWS lacks.
    init?(_ service: Service) {
        switch service {
        case .codePipeline: self = .codePipeline
        case .codeBuild: self = .codeBuild
        case .logs: self = .logs
        case .sluice: return nil
        }
    }
}
