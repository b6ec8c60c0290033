import PipelineAPI
import Testing

/// A small pipeline that breaks no rule, and short ways to spoil it.
enum Shop {
    static let pipeline = PipelineDeclaration(
        name: "shop", roleArn: "arn:aws:iam::123456789012:role/pipeline",
        artifactStore: ArtifactStore(location: "shop-artifacts"),
        stages: [
            StageDeclaration(name: "Source", actions: [source]),
            StageDeclaration(name: "Build", actions: [unit, lint]),
            StageDeclaration(name: "Release", actions: [approve]),
        ], pipelineType: .v2)

    static let source = ActionDeclaration(
        name: "Source",
        actionTypeId: ActionTypeID(category: .source, owner: .aws, provider: "CodeStarSourceConnection"),
        configuration: ["ConnectionArn": "arn", "FullRepositoryId": "shop/shop", "BranchName": "main"],
        outputArtifacts: [OutputArtifact(name: "Code")], namespace: "Commit")

    static let unit = ActionDeclaration(
        name: "Unit", actionTypeId: ActionTypeID(category: .build, owner: .aws, provider: "CodeBuild"), runOrder: 1,
        configuration: ["ProjectName": "shop-unit"], outputArtifacts: [OutputArtifact(name: "App")],
        inputArtifacts: [InputArtifact(name: "Code")], namespace: "Tests")

    static let lint = ActionDeclaration(
        name: "Lint", actionTypeId: ActionTypeID(category: .compute, owner: .aws, provider: "Commands"), runOrder: 2,
        commands: ["make lint"], inputArtifacts: [InputArtifact(name: "Code")])

    static let approve = ActionDeclaration(
        name: "Approve", actionTypeId: ActionTypeID(category: .approval, owner: .aws, provider: "Manual"))

    static func condition(_ result: String, _ provider: String = "VariableCheck") -> Condition {
        Condition(
            result: result,
            rules: [
                RuleDeclaration(
                    name: "Check",
                    ruleTypeId: RuleTypeID(category: "Rule", owner: "AWS", provider: provider, version: "1"),
                    configuration: configurations[provider],
                    commands: provider == "Commands" ? ["make check"] : nil)
            ])
    }

    private static let configurations = [
        "VariableCheck": ["Variable": "a", "Value": "a", "Operator": "EQ"], "LambdaInvoke": ["FunctionName": "check"],
        "CloudWatchAlarm": ["AlarmName": "errors"],
    ]

    static func trigger(_ action: ActionName = "Source", push: GitPushFilter) -> PipelineTriggerDeclaration {
        PipelineTriggerDeclaration(
            providerType: "CodeStarSourceConnection",
            gitConfiguration: GitConfiguration(sourceActionName: action, push: [push]))
    }
}

/// A way to break one rule, and what CodePipeline says to it.
struct Breach: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var code: String
    var message: String
    var path: String
    var spoil: @Sendable (inout PipelineDeclaration) -> Void

    init(
        _ what: String, _ code: String, _ message: String, at path: String,
        _ spoil: @escaping @Sendable (inout PipelineDeclaration) -> Void
    ) {
        testDescription = what
        self.code = code
        self.message = message
        self.path = path
        self.spoil = spoil
    }

    /// A breach of the shape; `fault` is what stands after the member.
    static func shape(
        _ what: String, _ member: String, _ value: String?, _ fault: String, at path: String,
        _ spoil: @escaping @Sendable (inout PipelineDeclaration) -> Void
    ) -> Breach {
        Breach(
            what, "ValidationException",
            "Value \(value.map { "'\($0)'" } ?? "null") at 'pipeline.\(member)' failed to satisfy constraint: \(fault)",
            at: path, spoil)
    }

    var pipeline: PipelineDeclaration {
        var pipeline = Shop.pipeline
        spoil(&pipeline)
        return pipeline
    }
}
