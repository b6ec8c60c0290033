/// The action types of CodePipeline.
///
/// Source: CodePipeline User Guide, "Action structure reference" and "Valid action types". Where the guide does not
/// list all configuration keys, unknown ones are not refused.
extension ActionType {
    private static let gitVariables: Set<String> = ["AuthorDate", "BranchName", "CommitId", "CommitMessage"]

    /// The types that AWS offers.
    public static let catalog: [ActionType] = [
        ActionType(
            .source, "CodeStarSourceConnection", in: 0...0, out: 1...1,
            required: ["ConnectionArn", "FullRepositoryId", "BranchName"],
            optional: ["OutputArtifactFormat", "DetectChanges"],
            variables: gitVariables.union([
                "AuthorDisplayName", "AuthorEmail", "AuthorId", "ConnectionArn", "FullRepositoryName", "ProviderType",
                "TagName", "SourceBranchName", "DestinationBranchName", "PullRequestId", "PullRequestTitle",
            ]), isRunByEngine: true),
        ActionType(
            .source, "GitHub", owner: .thirdParty, in: 0...0, out: 1...1,
            required: ["Owner", "Repo", "Branch", "OAuthToken"], optional: ["PollForSourceChanges"],
            secrets: ["OAuthToken"],
            variables: gitVariables.union(["CommitterDate", "CommitUrl", "RepositoryName"]), isRunByEngine: true),
        ActionType(
            .source, "CodeCommit", in: 0...0, out: 1...1, required: ["RepositoryName", "BranchName"],
            optional: ["PollForSourceChanges", "OutputArtifactFormat"],
            variables: gitVariables.union(["CommitterDate", "RepositoryName"]), isRunByEngine: true),
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
            optional: ["EnvironmentType", "ComputeType", "VpcId", "Subnets", "SecurityGroupIds"], isV2Only: true,
            isRunByEngine: true),
        ActionType(
            .deploy, "CloudFormation", in: 0...10, out: 0...1, required: ["ActionMode", "StackName"],
            optional: [
                "ChangeSetName", "TemplatePath", "RoleArn", "Capabilities", "ParameterOverrides",
                "TemplateConfiguration", "OutputFileName",
            ],
            conditions: [
                .when("ActionMode", ["CHANGE_SET_REPLACE", "CHANGE_SET_EXECUTE"], needs: "ChangeSetName"),
                .when(
                    "ActionMode", ["CREATE_UPDATE", "REPLACE_ON_FAILURE", "CHANGE_SET_REPLACE"], needs: "TemplatePath"),
                // `RoleArn` is missed only when the action runs: templates leave it out for their first deployment.
            ]),
        ActionType(
            .deploy, "S3", in: 1...1, out: 0...0, required: ["BucketName", "Extract"],
            optional: ["ObjectKey", "KMSEncryptionKeyARN", "CannedACL", "CacheControl"],
            conditions: [.when("Extract", ["false"], needs: "ObjectKey")]),
        ActionType(
            .deploy, "ECS", in: 1...1, out: 0...0, required: ["ClusterName", "ServiceName"],
            optional: ["FileName", "DeploymentTimeout"]),
        ActionType(
            .deploy, "EKS", in: 1...1, out: 0...0, required: ["ClusterName"],
            optional: [
                "ManifestFiles", "HelmReleaseName", "HelmChartLocation", "HelmValuesFiles", "Namespace", "Subnets",
                "SecurityGroupIds",
            ],
            conditions: [
                .without("HelmReleaseName", needs: "ManifestFiles"),
                .with("HelmReleaseName", needs: "HelmChartLocation"),
            ], isV2Only: true, variables: ["EKSClusterName"]),
        ActionType(
            .deploy, "CodeDeploy", in: 1...1, out: 0...0, required: ["ApplicationName", "DeploymentGroupName"],
            optional: []),
        ActionType(
            .approval, "Manual", in: 0...0, out: 0...0,
            optional: ["NotificationArn", "CustomData", "ExternalEntityLink"], isRunByEngine: true),
        ActionType(
            .invoke, "Lambda", in: 0...5, out: 0...5, required: ["FunctionName"], optional: ["UserParameters"]),
        ActionType(
            .invoke, "StepFunctions", in: 0...1, out: 0...1, required: ["StateMachineArn"],
            optional: ["ExecutionNamePrefix", "InputType", "Input"],
            conditions: [.when("InputType", ["FilePath"], needs: "Input")],
            variables: ["StateMachineArn", "ExecutionArn"]),
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
            ], isRunByEngine: true)
    }
}

extension ActionType.Requirement {
    fileprivate static func when(_ key: String, _ values: Set<String>, needs other: String) -> Self {
        Self(key: other) { $0[key].map { values.contains($0) } ?? false }
    }

    fileprivate static func with(_ key: String, needs other: String) -> Self {
        Self(key: other) { $0[key] != nil }
    }

    fileprivate static func without(_ key: String, needs other: String) -> Self {
        Self(key: other) { $0[key] == nil }
    }
}
