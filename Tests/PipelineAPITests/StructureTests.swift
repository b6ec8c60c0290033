import PipelineAPI
import Testing

struct StructureTests {
    @Test(arguments: stageBreaches + actionBreaches + artifactBreaches + variableBreaches + ruleBreaches + gateBreaches)
    func aBrokenRuleHasItsExceptionAndItsSentence(_ breach: Breach) throws {
        let violations = breach.pipeline.violations()
        #expect(violations.map(\.code) == [breach.code])
        #expect(violations.map(\.message) == [breach.message])
        #expect(violations.map(\.path.description) == [breach.path])
        #expect(throws: APIError(code: breach.code, message: breach.message)) { try breach.pipeline.validate() }
    }

    @Test func onlyTheFirstBrokenRuleIsThrownAndAllAreListed() throws {
        var pipeline = Shop.pipeline
        pipeline.stages[2].name = "Build"
        pipeline.stages[1].actions[0].configuration = [:]
        #expect(pipeline.violations().count == 2)
        let error = #expect(throws: APIError.self) { try pipeline.validate() }
        #expect(error?.message == "Stage name 'Build' is used more than once")
    }

    @Test func gatesTriggersAndParallelModeAreValid() {
        var pipeline = Shop.pipeline
        pipeline.executionMode = .parallel
        pipeline.variables = [PipelineVariableDeclaration(name: "Greeting")]
        pipeline.triggers = [
            Shop.trigger(
                push: GitPushFilter(
                    branches: GitPatterns(includes: ["main"]), filePaths: GitPatterns(excludes: ["docs/**"])))
        ]
        pipeline.stages[1].beforeEntry = BeforeEntryConditions(conditions: [Shop.condition("SKIP", "LambdaInvoke")])
        pipeline.stages[1].onSuccess = SuccessConditions(conditions: [Shop.condition("FAIL", "Commands")])
        pipeline.stages[1].onFailure = FailureConditions(
            result: "RETRY", retryConfiguration: RetryConfiguration(retryMode: .allActions))
        pipeline.stages[1].actions[1].commands = ["echo #{variables.Greeting} #{Commit.CommitId} #{Tests.Count}"]
        #expect(pipeline.violations().isEmpty)
    }

    @Test func customActionTypesAreTaken() {
        var pipeline = Shop.pipeline
        pipeline.stages[1].actions[0].actionTypeId = ActionTypeID(
            category: .build, owner: .custom, provider: "Jenkins", version: "3")
        #expect(pipeline.violations().isEmpty)
    }

    @Test func aPipelineOfSeveralRegionsNeedsAStoreInEach() {
        var pipeline = Shop.pipeline
        pipeline.stages[1].actions[0].region = "eu-west-1"
        #expect(
            pipeline.violations(region: "us-east-1").map(\.message) == [
                "Your pipeline contains actions in more than one region. Use 'pipeline.artifactStores' instead of "
                    + "'pipeline.artifactStore'"
            ])
        pipeline.artifactStore = nil
        pipeline.artifactStores = ["eu-west-1": ArtifactStore(location: "ireland")]
        #expect(
            pipeline.violations(region: "us-east-1").map(\.message) == [
                "Your pipeline must have an artifact store, such as an artifact bucket, for each region where you have "
                    + "an action. The following region is missing in 'pipeline.artifactStores': us-east-1."
            ])
        pipeline.artifactStores?["us-east-1"] = ArtifactStore(location: "virginia")
        #expect(pipeline.violations(region: "us-east-1").isEmpty)
        pipeline.stages[0].actions[0].region = "eu-west-1"
        #expect(pipeline.violations(region: "us-east-1").map(\.path.description) == ["stages[0].actions[0].region"])
    }
}

private let structure = "InvalidStructureException"
private let stage = "InvalidStageDeclarationException"
private let action = "InvalidActionDeclarationException"

private let stageBreaches: [Breach] = [
    Breach(
        "51 stages", structure, "Pipeline has too many stages. There can only be up to 50 stages in a pipeline",
        at: "stages"
    ) { pipeline in
        pipeline.stages += (0..<48).map { StageDeclaration(name: StageName("S\($0)"), actions: [Shop.approve]) }
    },
    Breach(
        "not only sources first", structure, "Pipeline should start with a stage that only contains source actions",
        at: "stages[0]"
    ) { $0.stages[0].actions.append(Shop.approve) },
    Breach(
        "source in the middle", structure, "Source actions can only be included in the first stage of the pipeline",
        at: "stages[2].actions[0]"
    ) {
        $0.stages[2].actions = [Shop.source]
        $0.stages[2].actions[0].namespace = nil
        $0.stages[2].actions[0].outputArtifacts = [OutputArtifact(name: "More")]
    },
    Breach("stage name twice", stage, "Stage name 'Build' is used more than once", at: "stages[2].name") {
        $0.stages[2].name = "Build"
    },
    Breach(
        "blockers", "InvalidBlockerDeclarationException", "Stage 'Build' has blockers, which are reserved",
        at: "stages[1].blockers"
    ) { $0.stages[1].blockers = [BlockerDeclaration(name: "b", type: "Schedule")] },
    Breach(
        "no store", structure,
        "Pipeline must have exactly one of 'pipeline.artifactStore' and 'pipeline.artifactStores'",
        at: "artifactStores"
    ) { $0.artifactStore = nil },
    Breach(
        "both kinds of store", structure,
        "Pipeline must have exactly one of 'pipeline.artifactStore' and 'pipeline.artifactStores'",
        at: "artifactStore"
    ) { $0.artifactStores = ["us-east-1": ArtifactStore(location: "bucket")] },
    Breach("mode in V1", structure, "QUEUED or PARALLEL mode can only be used with V2 pipelines", at: "executionMode") {
        $0 = .v1
        $0.executionMode = .queued
    },
    Breach("variables in V1", structure, "Pipeline variable can only be used with V2 pipelines", at: "variables") {
        $0 = .v1
        $0.variables = [PipelineVariableDeclaration(name: "v")]
    },
    Breach("triggers in V1", structure, "Triggers on tag can only be used with V2 pipelines", at: "triggers") {
        $0 = .v1
        $0.triggers = [Shop.trigger(push: GitPushFilter(tags: GitPatterns(includes: ["v*"])))]
    },
    Breach("gates in V1", stage, "Stage level conditions can only be used with V2 pipelines.", at: "stages[1]") {
        $0 = .v1
        $0.stages[1].onFailure = FailureConditions(result: "ROLLBACK")
    },
    Breach(
        "Commands in V1", action, "Commands Action can only be used with V2 pipelines.",
        at: "stages[1].actions[1].actionTypeId"
    ) { $0.pipelineType = .v1 },
    Breach(
        "trigger of no connection", structure,
        "Triggers for connections must reference a CodeStarSourceConnection action.",
        at: "triggers[0].gitConfiguration.sourceActionName"
    ) {
        $0.triggers = [Shop.trigger("Unit", push: GitPushFilter(tags: GitPatterns(includes: ["v*"])))]
    },
    Breach(
        "two triggers of one source", structure, "Source action 'Source' has more than one trigger",
        at: "triggers[1].gitConfiguration.sourceActionName"
    ) {
        let trigger = Shop.trigger(push: GitPushFilter(tags: GitPatterns(includes: ["v*"])))
        $0.triggers = [trigger, trigger]
    },
    Breach(
        "file paths alone", structure, "A push filter with file paths must have branches",
        at: "triggers[0].gitConfiguration.push[0]"
    ) {
        $0.triggers = [Shop.trigger(push: GitPushFilter(filePaths: GitPatterns(includes: ["src/**"])))]
    },
    Breach(
        "pull request of any branch", structure, "A pull request filter must have branches",
        at: "triggers[0].gitConfiguration.pullRequest[0]"
    ) {
        $0.triggers = [Shop.trigger(push: GitPushFilter(tags: GitPatterns(includes: ["v*"])))]
        $0.triggers?[0].gitConfiguration.pullRequest = [GitPullRequestFilter(events: ["OPEN"])]
    },
]

private let actionBreaches: [Breach] = [
    Breach(
        "action name twice", action, "Action name 'Unit' is used more than once in stage 'Build'",
        at: "stages[1].actions[1].name"
    ) { $0.stages[1].actions[1].name = "Unit" },
    Breach(
        "unknown provider", action,
        "ActionType (Category: 'Build', Provider: 'CodeBild', Owner: 'AWS', Version: '1') in action 'Unit' is not "
            + "available in region 'US_EAST_1'", at: "stages[1].actions[0].actionTypeId"
    ) {
        $0.stages[1].actions[0].actionTypeId.provider = "CodeBild"
    },
    Breach(
        "unknown version", action,
        "ActionType (Category: 'Build', Provider: 'CodeBuild', Owner: 'AWS', Version: '2') in action 'Unit' is not "
            + "available in region 'US_EAST_1'", at: "stages[1].actions[0].actionTypeId"
    ) {
        $0.stages[1].actions[0].actionTypeId.version = "2"
    },
    Breach(
        "wrong owner", action,
        "ActionType (Category: 'Build', Provider: 'CodeBuild', Owner: 'Custom', Version: '1') in action 'Unit' is not "
            + "available in region 'US_EAST_1'", at: "stages[1].actions[0].actionTypeId"
    ) {
        $0.stages[1].actions[0].actionTypeId.owner = .custom
    },
    Breach(
        "too few inputs", action, "Action Unit declares 0 input artifacts which is less than the minimum count (1)",
        at: "stages[1].actions[0].inputArtifacts"
    ) { $0.stages[1].actions[0].inputArtifacts = nil },
    Breach(
        "too many outputs", action,
        "Action Approve declares 1 output artifacts which is more than the maximum count (0)",
        at: "stages[2].actions[0].outputArtifacts"
    ) {
        $0.stages[2].actions[0].outputArtifacts = [OutputArtifact(name: "Answer")]
    },
    Breach(
        "required key", action,
        "Action configuration for action 'Unit' is missing required configuration 'ProjectName'",
        at: "stages[1].actions[0].configuration"
    ) { $0.stages[1].actions[0].configuration = nil },
    Breach(
        "unknown key", action,
        "Action configuration for action 'Unit' contains unknown configuration 'Projectname'",
        at: "stages[1].actions[0].configuration.Projectname"
    ) {
        $0.stages[1].actions[0].configuration?["Projectname"] = "shop"
    },
    Breach(
        "key that another makes necessary", action,
        "Action configuration for action 'Put' is missing required configuration 'ObjectKey'",
        at: "stages[2].actions[0].configuration"
    ) {
        $0.stages[2].actions = [
            ActionDeclaration(
                name: "Put", actionTypeId: ActionTypeID(category: .deploy, owner: .aws, provider: "S3"),
                configuration: ["BucketName": "site", "Extract": "false"], inputArtifacts: [InputArtifact(name: "App")])
        ]
    },
    Breach(
        "several inputs, none primary", action,
        "Action configuration for action 'Pack' is missing required configuration 'PrimarySource'",
        at: "stages[2].actions[0].configuration"
    ) {
        $0.stages[2].actions = [Shop.unit]
        $0.stages[2].actions[0].name = "Pack"
        $0.stages[2].actions[0].namespace = nil
        $0.stages[2].actions[0].outputArtifacts = nil
        $0.stages[2].actions[0].inputArtifacts = [InputArtifact(name: "Code"), InputArtifact(name: "App")]
    },
    Breach(
        "no commands", action, "Action Lint must have a non-empty commands field",
        at: "stages[1].actions[1].commands"
    ) { $0.stages[1].actions[1].commands = nil },
    Breach(
        "commands of a build", action, "Action Unit has commands, which only Commands actions have",
        at: "stages[1].actions[0].commands"
    ) { $0.stages[1].actions[0].commands = ["make"] },
    Breach(
        "timeout of a build", action, "Action Unit has timeoutInMinutes, which only manual approval actions have",
        at: "stages[1].actions[0].timeoutInMinutes"
    ) { $0.stages[1].actions[0].timeoutInMinutes = 60 },
]

private let artifactBreaches: [Breach] = [
    Breach(
        "input that nothing makes", action,
        "Input Artifact Bundle Site in action Lint is not declared as Output Artifact Bundle in any of the preceding "
            + "actions", at: "stages[1].actions[1].inputArtifacts[0]"
    ) {
        $0.stages[1].actions[1].inputArtifacts = [InputArtifact(name: "Site")]
    },
    Breach(
        "input made at the same time", action,
        "Input Artifact Bundle App in action Lint is not declared as Output Artifact Bundle in any of the preceding "
            + "actions", at: "stages[1].actions[1].inputArtifacts[0]"
    ) {
        $0.stages[1].actions[1].inputArtifacts = [InputArtifact(name: "App")]
        $0.stages[1].actions[1].runOrder = 1
    },
    Breach(
        "output made twice", structure,
        "Output Artifact Bundle name must be unique within the pipeline. Code has been used more than once.",
        at: "stages[1].actions[1].outputArtifacts[0]"
    ) {
        $0.stages[1].actions[1].outputArtifacts = [OutputArtifact(name: "Code")]
    },
]

private func badReference(_ key: String, _ text: String, action: String = "Lint") -> String {
    "Valid format for a pipeline execution variable reference is a namespace and a key separated by a period (.). "
        + "The following pipeline execution variables are referencing a namespace that does not exist. "
        + "StageName=[Build], ActionName=[\(action)], ActionConfigurationKey=[\(key)], VariableReferenceText=[\(text)]"
}

private let variableBreaches: [Breach] = [
    Breach(
        "namespace twice", action,
        "Namespaces must be unique across the pipeline definition. The following occur more than once in the pipeline. "
            + "StageName=[Build], ActionName=[Lint], Namespace=[Tests]", at: "stages[1].actions[1].namespace"
    ) {
        $0.stages[1].actions[1].namespace = "Tests"
    },
    Breach(
        "reserved namespace", action, "The namespace 'codepipeline' of action Lint is reserved",
        at: "stages[1].actions[1].namespace"
    ) { $0.stages[1].actions[1].namespace = "codepipeline" },
    Breach(
        "namespace of an artifact", action, "The namespace 'App' of action Lint is the name of an artifact",
        at: "stages[1].actions[1].namespace"
    ) { $0.stages[1].actions[1].namespace = "App" },
    Breach(
        "unknown namespace", action, badReference("commands", "#{Nope.Key}"),
        at: "stages[1].actions[1].commands[0]"
    ) { $0.stages[1].actions[1].commands = ["echo #{Nope.Key}"] },
    Breach("no key", action, badReference("commands", "#{Commit}"), at: "stages[1].actions[1].commands[0]") {
        $0.stages[1].actions[1].commands = ["echo #{Commit}"]
    },
    Breach(
        "later namespace", action, badReference("ProjectName", "#{Later.Key}", action: "Unit"),
        at: "stages[1].actions[0].configuration.ProjectName"
    ) {
        $0.stages[1].actions[1].namespace = "Later"
        $0.stages[1].actions[0].configuration?["ProjectName"] = "p-#{Later.Key}"
    },
    Breach(
        "pipeline variable of a pipeline without any", action, badReference("commands", "#{variables.v}"),
        at: "stages[1].actions[1].commands[0]"
    ) { $0.stages[1].actions[1].commands = ["echo #{variables.v}"] },
    Breach(
        "variable twice", structure,
        "Variable names must be unique. The following variable name is already in use: v", at: "variables[1]"
    ) {
        $0.variables = [PipelineVariableDeclaration(name: "v"), PipelineVariableDeclaration(name: "v")]
    },
]

/// A rule of the Build stage's entry, spoilt.
private func rule(
    _ what: String, _ message: String, at member: String, _ provider: String = "VariableCheck",
    _ spoil: @escaping @Sendable (inout RuleDeclaration) -> Void
) -> Breach {
    Breach(what, stage, message, at: "stages[1].beforeEntry.conditions[0].rules[0].\(member)") {
        var condition = Shop.condition("FAIL", provider)
        condition.rules = condition.rules?.map { rule in
            var rule = rule
            spoil(&rule)
            return rule
        }
        $0.stages[1].beforeEntry = BeforeEntryConditions(conditions: [condition])
    }
}

private let ruleBreaches: [Breach] = [
    rule(
        "unknown rule",
        "RuleType (Category: 'Rule', Provider: 'Moon', Owner: 'AWS', Version: '1') in rule 'Check' is not available in "
            + "region 'US_EAST_1'", at: "ruleTypeId", "Moon"
    ) { _ in },
    rule(
        "a rule of another version",
        "RuleType (Category: 'Rule', Provider: 'VariableCheck', Owner: 'AWS', Version: '2') "
            + "in rule 'Check' is not available in region 'EU_WEST_1'", at: "ruleTypeId"
    ) {
        $0.ruleTypeId.version = "2"
        $0.region = "eu-west-1"
    },
    rule(
        "a rule without a key", "Rule configuration for rule 'Check' is missing required configuration 'Value'",
        at: "configuration"
    ) { $0.configuration?["Value"] = nil },
    rule(
        "a rule with an unknown key", "Rule configuration for rule 'Check' contains unknown configuration 'Extra'",
        at: "configuration.Extra"
    ) { $0.configuration?["Extra"] = "x" },
    rule(
        "an unknown comparison",
        "Rule configuration for rule 'Check' has the Operator 'LIKE', which is none of EQ, NE, CONTAINS, MATCHES",
        at: "configuration.Operator"
    ) { $0.configuration?["Operator"] = "LIKE" },
    rule("commands of no Commands rule", "Rule Check has commands, which only Commands rules have", at: "commands") {
        $0.commands = ["true"]
    },
    rule("no commands", "Rule Check must have a non-empty commands field", at: "commands", "Commands") {
        $0.commands = nil
    },
    rule(
        "two inputs of a rule", "Rule Check declares 2 input artifacts which is more than the maximum count (1)",
        at: "inputArtifacts", "Commands"
    ) { $0.inputArtifacts = [InputArtifact(name: "Code"), InputArtifact(name: "Code")] },
    rule(
        "an input that is made later",
        "Input Artifact Bundle App in rule Check is not declared as Output Artifact Bundle in any of the preceding actions",
        at: "inputArtifacts[0]", "Commands"
    ) { $0.inputArtifacts = [InputArtifact(name: "App")] },
    Breach(
        "a rule in another region without a store there", structure,
        "Your pipeline contains actions in more than one region. Use 'pipeline.artifactStores' instead of "
            + "'pipeline.artifactStore'", at: "artifactStore"
    ) {
        $0.stages[1].actions[0].region = "us-east-1"
        var condition = Shop.condition("FAIL")
        condition.rules?[0].region = "eu-west-1"
        $0.stages[1].beforeEntry = BeforeEntryConditions(conditions: [condition])
    },
    Breach(
        "a rule's name twice", stage, "Rule name 'Check' is used more than once in stage 'Build'",
        at: "stages[1].onSuccess.conditions[0].rules[1].name"
    ) {
        var condition = Shop.condition("FAIL")
        condition.rules = (condition.rules ?? []) + (condition.rules ?? [])
        $0.stages[1].onSuccess = SuccessConditions(conditions: [condition])
    },
]

private let gateBreaches: [Breach] = [
    Breach(
        "a rule that refers to what has not run", action,
        badReference("Variable", "#{Tests.Count}", action: "Check"),
        at: "stages[1].beforeEntry.conditions[0].rules[0].configuration.Variable"
    ) {
        var condition = Shop.condition("FAIL")
        condition.rules?[0].configuration = ["Variable": "#{Tests.Count}", "Value": "1", "Operator": "EQ"]
        $0.stages[1].beforeEntry = BeforeEntryConditions(conditions: [condition])
        $0.stages[1].onSuccess = SuccessConditions(conditions: [condition])
    },
    Breach(
        "result and conditions", stage,
        "The following stage cannot have a failure exit gate configured with both top level result and conditions: "
            + "'Build", at: "stages[1].onFailure"
    ) {
        $0.stages[1].onFailure = FailureConditions(result: "ROLLBACK", conditions: [Shop.condition("ROLLBACK")])
    },
    Breach(
        "rollback in PARALLEL", stage,
        "Failure conditions with rollback result type cannot be added to a PARALLEL pipeline.",
        at: "stages[1].onFailure"
    ) {
        $0.executionMode = .parallel
        $0.stages[1].onFailure = FailureConditions(result: "ROLLBACK")
    },
    Breach(
        "rollback before entry", stage, "Stage 'Build' has a beforeEntry condition whose result cannot be ROLLBACK",
        at: "stages[1].beforeEntry.conditions[0].result"
    ) {
        $0.stages[1].beforeEntry = BeforeEntryConditions(conditions: [Shop.condition("ROLLBACK")])
    },
    Breach(
        "skip for an alarm", stage,
        "Stage 'Build' has a condition with result SKIP, which cannot have the rule CloudWatchAlarm",
        at: "stages[1].beforeEntry.conditions[0].rules[0]"
    ) {
        $0.stages[1].beforeEntry = BeforeEntryConditions(conditions: [Shop.condition("SKIP", "CloudWatchAlarm")])
    },
]

extension PipelineDeclaration {
    /// The shop without what only V2 has.
    fileprivate static var v1: PipelineDeclaration {
        var pipeline = Shop.pipeline
        pipeline.pipelineType = .v1
        pipeline.stages[1].actions.removeLast()
        return pipeline
    }
}
