/// What is known of an action type: how many artifacts it takes and gives, which configuration it wants.
///
/// Source: CodePipeline User Guide, "Action structure reference" and "Valid action types".
public struct ActionType: Sendable {
    public var category: ActionCategory
    public var owner: ActionOwner
    public var provider: String
    public var inputs: ClosedRange<Int>
    public var outputs: ClosedRange<Int>
    public var required: [String] = []
    /// All keys there are; `nil` where the list at hand may not be complete.
    public var known: Set<String>?
    public var isV2Only = false
    /// The output variables, where the provider's set is fixed.
    public var outputVariables: Set<String>?

    init(
        _ category: ActionCategory, _ provider: String, owner: ActionOwner = .aws, in inputs: ClosedRange<Int>,
        out outputs: ClosedRange<Int>, required: [String] = [], optional: [String]? = nil, isV2Only: Bool = false,
        variables: Set<String>? = nil
    ) {
        self.category = category
        self.owner = owner
        self.provider = provider
        self.inputs = inputs
        self.outputs = outputs
        self.required = required
        known = optional.map { Set(required + $0) }
        self.isV2Only = isV2Only
        outputVariables = variables
    }

    /// The type that a declaration means; `nil` if there is none such. Custom types may be anything.
    public static func find(_ id: ActionTypeID) -> ActionType? {
        if id.owner == .custom { return ActionType(id.category, id.provider, owner: .custom, in: 0...5, out: 0...5) }
        return all.first { $0.category == id.category && $0.provider == id.provider && $0.owner == id.owner }
    }

    private static let gitVariables: Set<String> = ["AuthorDate", "BranchName", "CommitId", "CommitMessage"]

    static let all: [ActionType] = [
        ActionType(
            .source, "CodeStarSourceConnection", in: 0...0, out: 1...1,
            required: ["ConnectionArn", "FullRepositoryId", "BranchName"],
            optional: ["OutputArtifactFormat", "DetectChanges"],
            variables: gitVariables.union([
                "AuthorDisplayName", "AuthorEmail", "AuthorId", "ConnectionArn", "FullRepositoryName", "ProviderType",
                "TagName", "SourceBranchName", "DestinationBranchName", "PullRequestId", "PullRequestTitle",
            ])),
        ActionType(
            .source, "GitHub", owner: .thirdParty, in: 0...0, out: 1...1,
            required: ["Owner", "Repo", "Branch", "OAuthToken"], optional: ["PollForSourceChanges"],
            variables: gitVariables.union(["CommitterDate", "CommitUrl", "RepositoryName"])),
        ActionType(
            .source, "CodeCommit", in: 0...0, out: 1...1, required: ["RepositoryName", "BranchName"],
            optional: ["PollForSourceChanges", "OutputArtifactFormat"],
            variables: gitVariables.union(["CommitterDate", "RepositoryName"])),
        ActionType(
            .source, "S3", in: 0...0, out: 1...1, required: ["S3Bucket", "S3ObjectKey"],
            optional: ["AllowOverrideForS3ObjectKey", "PollForSourceChanges"],
            variables: ["BucketName", "ETag", "ObjectKey", "VersionId"]),
        ActionType(
            .source, "ECR", in: 0...0, out: 1...1, required: ["RepositoryName"], optional: ["ImageTag"],
            variables: ["ImageDigest", "ImageTag", "ImageURI", "RegistryId", "RepositoryName"]),
        codeBuild(.build), codeBuild(.test),
        ActionType(
            .build, "ECRBuildAndPublish", in: 1...1, out: 0...0, required: ["ECRRepositoryName"],
            optional: ["DockerFilePath", "ImageTags", "RegistryType"], isV2Only: true,
            variables: ["ECRImageDigestId", "ECRRepositoryName"]),
        ActionType(
            .compute, "Commands", in: 1...10, out: 0...1,
            optional: ["EnvironmentType", "ComputeType", "VpcId", "Subnets", "SecurityGroupIds"], isV2Only: true),
        ActionType(
            .deploy, "CloudFormation", in: 0...10, out: 0...1, required: ["ActionMode", "StackName"],
            optional: [
                "ChangeSetName", "TemplatePath", "RoleArn", "Capabilities", "ParameterOverrides",
                "TemplateConfiguration", "OutputFileName",
            ]),
        ActionType(
            .deploy, "S3", in: 1...1, out: 0...0, required: ["BucketName", "Extract"],
            optional: ["ObjectKey", "KMSEncryptionKeyARN", "CannedACL", "CacheControl"]),
        ActionType(
            .deploy, "ECS", in: 1...1, out: 0...0, required: ["ClusterName", "ServiceName"],
            optional: ["FileName", "DeploymentTimeout"]),
        ActionType(
            .deploy, "EKS", in: 1...1, out: 0...0, required: ["ClusterName"],
            optional: [
                "ManifestFiles", "HelmReleaseName", "HelmChartLocation", "HelmValuesFiles", "Namespace", "Subnets",
                "SecurityGroupIds",
            ], isV2Only: true, variables: ["EKSClusterName"]),
        ActionType(
            .deploy, "CodeDeploy", in: 1...1, out: 0...0, required: ["ApplicationName", "DeploymentGroupName"],
            optional: []),
        ActionType(
            .approval, "Manual", in: 0...0, out: 0...0,
            optional: ["NotificationArn", "CustomData", "ExternalEntityLink"]),
        ActionType(
            .invoke, "Lambda", in: 0...5, out: 0...5, required: ["FunctionName"], optional: ["UserParameters"]),
        ActionType(
            .invoke, "StepFunctions", in: 0...1, out: 0...1, required: ["StateMachineArn"],
            optional: ["ExecutionNamePrefix", "InputType", "Input"], variables: ["StateMachineArn", "ExecutionArn"]),
        ActionType(
            .invoke, "CodePipeline", in: 0...0, out: 0...0, required: ["PipelineName"],
            optional: ["SourceRevisions", "Variables"], isV2Only: true),
        ActionType(
            .deploy, "CodeDeployToECS", in: 1...5, out: 0...0,
            required: [
                "ApplicationName", "DeploymentGroupName", "TaskDefinitionTemplateArtifact", "AppSpecTemplateArtifact",
            ]),
        ActionType(
            .deploy, "CloudFormationStackSet", in: 1...3, out: 0...0, required: ["StackSetName", "TemplatePath"],
            variables: ["StackSetId", "OperationId"]),
        ActionType(
            .deploy, "CloudFormationStackInstances", in: 0...2, out: 0...0, required: ["StackSetName", "Regions"],
            variables: ["StackSetId", "OperationId"]),
        ActionType(
            .deploy, "AppConfig", in: 1...1, out: 0...0,
            required: ["Application", "Environment", "ConfigurationProfile", "InputArtifactConfigurationPath"]),
        ActionType(
            .deploy, "ElasticBeanstalk", in: 1...1, out: 0...0, required: ["ApplicationName", "EnvironmentName"]),
        ActionType(.test, "DeviceFarm", in: 1...1, out: 0...0),
        ActionType(.invoke, "InspectorScan", in: 0...1, out: 0...1, isV2Only: true),
        ActionType(.deploy, "OpsWorks", in: 1...1, out: 0...0),
        ActionType(.deploy, "ServiceCatalog", in: 1...1, out: 0...0),
        ActionType(.deploy, "EC2", in: 1...1, out: 0...0, isV2Only: true),
        ActionType(.deploy, "Lambda", in: 1...1, out: 0...0),
        ActionType(.deploy, "AlexaSkillsKit", owner: .thirdParty, in: 1...2, out: 0...0),
    ]

    private static func codeBuild(_ category: ActionCategory) -> ActionType {
        ActionType(
            category, "CodeBuild", in: 1...5, out: 0...5, required: ["ProjectName"],
            optional: [
                "PrimarySource", "EnvironmentVariables", "BuildspecOverride", "BatchEnabled", "CombineArtifacts",
            ]
        )
    }
}
