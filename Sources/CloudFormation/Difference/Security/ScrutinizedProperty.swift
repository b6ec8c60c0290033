/// Where the permissions of a resource type are written.
///
/// The list is that of the CDK CLI 2.1146.1's resource specification.
enum ScrutinizedProperty {
    /// Types that are a policy of identities.
    static let identityPolicyTypes = types(
        "IAM", ["GroupPolicy", "ManagedPolicy", "Policy", "RolePolicy", "UserPolicy"])

    /// Types that are a policy of something else.
    static let resourcePolicyTypes: Set<String> =
        types("Bedrock", ["KnowledgeBasePolicy", "ResourcePolicy"])
        .union(types("CloudTrail", ["ResourcePolicy"])).union(types("ECR", ["RegistryPolicy"]))
        .union(types("EventSchemas", ["RegistryPolicy"])).union(types("EventsV2", ["ResourcePolicy"]))
        .union(types("IoT", ["Policy"])).union(types("Kinesis", ["ResourcePolicy"]))
        .union(types("Lambda", ["ResourcePolicy"])).union(types("Lex", ["ResourcePolicy"]))
        .union(types("Logs", ["ResourcePolicy"])).union(types("MSK", ["ClusterPolicy"]))
        .union(types("MediaPackageV2", ["ChannelPolicy", "OriginEndpointPolicy"]))
        .union(types("MediaTailor", ["ChannelPolicy"]))
        .union(types("S3", ["BucketPolicy", "MultiRegionAccessPointPolicy"]))
        .union(types("S3Express", ["BucketPolicy"])).union(types("S3Files", ["FileSystemPolicy"]))
        .union(types("S3ObjectLambda", ["AccessPointPolicy"])).union(types("S3Outposts", ["BucketPolicy"]))
        .union(types("S3Tables", ["TableBucketPolicy", "TablePolicy"]))
        .union(types("S3Vectors", ["VectorBucketPolicy"])).union(types("SMSVOICE", ["ResourcePolicy"]))
        .union(types("SNS", ["TopicInlinePolicy", "TopicPolicy"]))
        .union(types("SQS", ["QueueInlinePolicy", "QueuePolicy"])).union(types("SSM", ["ResourcePolicy"]))
        .union(types("SecretsManager", ["ResourcePolicy"]))
        .union(types("VpcLattice", ["AuthPolicy", "ResourcePolicy"]))

    /// The properties in which those types hold the policy; each type has one of them.
    static let documentProperties = ["PolicyDocument", "Policy", "PolicyText", "ResourcePolicy"]

    /// Types with a list `Policies` of their own, each element with a `PolicyDocument`.
    static let inlinePolicyTypes = types("IAM", ["Group", "Role", "User"]).union(types("MPA", ["ApprovalTeam"]))

    /// Properties that are the policy of the resource itself.
    static let resourcePolicyProperties: [String: [String]] = [
        "AWS::ApiGateway::DomainNameV2": ["Policy"],
        "AWS::ApiGateway::RestApi": ["Policy"],
        "AWS::Backup::BackupVault": ["AccessPolicy"],
        "AWS::Backup::LogicallyAirGappedBackupVault": ["AccessPolicy"],
        "AWS::CodeArtifact::Domain": ["PermissionsPolicyDocument"],
        "AWS::CodeArtifact::Repository": ["PermissionsPolicyDocument"],
        "AWS::EC2::VPCEndpoint": ["PolicyDocument"],
        "AWS::ECR::PublicRepository": ["RepositoryPolicyText"],
        "AWS::ECR::Repository": ["RepositoryPolicyText"],
        "AWS::EFS::FileSystem": ["FileSystemPolicy"],
        "AWS::Events::EventBus": ["Policy"],
        "AWS::IAM::Role": ["AssumeRolePolicyDocument"],
        "AWS::KMS::Key": ["KeyPolicy"],
        "AWS::KMS::ReplicaKey": ["KeyPolicy"],
        "AWS::Logs::LogGroup": ["DataProtectionPolicy", "ResourcePolicyDocument"],
        "AWS::NetworkManager::CoreNetwork": ["PolicyDocument"],
        "AWS::Oam::Sink": ["Policy"],
        "AWS::Omics::SequenceStore": ["S3AccessPolicy"],
        "AWS::RAM::Permission": ["PolicyTemplate"],
        "AWS::Redshift::Cluster": ["NamespaceResourcePolicy"],
        "AWS::RedshiftServerless::Namespace": ["NamespaceResourcePolicy"],
        "AWS::S3::AccessPoint": ["Policy"],
        "AWS::S3Express::AccessPoint": ["Policy"],
        "AWS::S3Outposts::AccessPoint": ["Policy"],
        "AWS::SNS::Subscription": ["RedrivePolicy", "ReplayPolicy"],
        "AWS::SNS::Topic": ["ArchivePolicy", "DataProtectionPolicy"],
        "AWS::SQS::Queue": ["RedriveAllowPolicy"],
        "AWS::SSO::PermissionSet": ["InlinePolicy"],
        "AWS::SageMaker::ModelPackageGroup": ["ModelPackageGroupPolicy"],
        "AWS::Serverless::Function": ["AssumeRolePolicyDocument"],
    ]

    /// Lists of ARNs of managed policies.
    static let managedPolicyProperties: [String: String] = [
        "AWS::IAM::Group": "ManagedPolicyArns",
        "AWS::IAM::Role": "ManagedPolicyArns",
        "AWS::IAM::User": "ManagedPolicyArns",
        "AWS::RolesAnywhere::Profile": "ManagedPolicyArns",
        "AWS::SSO::PermissionSet": "ManagedPolicies",
    ]

    /// Types that grant as whole objects.
    static let singleSignOnTypes = types(
        "SSO", ["Assignment", "InstanceAccessControlAttributeConfiguration", "PermissionSet"])

    private static func types(_ service: String, _ names: [String]) -> Set<String> {
        Set(names.map { "AWS::\(service)::\($0)" })
    }
}
