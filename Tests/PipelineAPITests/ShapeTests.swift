import PipelineAPI
import Testing

struct ShapeTests {
    @Test func aSoundDeclarationBreaksNothing() throws {
        #expect(Shop.pipeline.violations(region: "us-east-1").isEmpty)
        try Shop.pipeline.validate(region: "us-east-1")
    }

    @Test(arguments: pipelineBreaches + stageBreaches + actionBreaches)
    func aMemberThatBreaksAConstraintIsNamed(_ breach: Breach) throws {
        let violations = breach.pipeline.violations().filter { $0.code == "ValidationException" }
        #expect(violations.map(\.code) == [breach.code])
        #expect(violations.map(\.message) == [breach.message])
        #expect(violations.map(\.path.description) == [breach.path])
        #expect(throws: APIError.validation("1 validation error detected: " + breach.message)) {
            try breach.pipeline.validate()
        }
    }

    @Test func allFaultsOfTheShapeComeInOneException() throws {
        var pipeline = Shop.pipeline
        pipeline.name = "my shop"
        pipeline.stages[0].actions[0].runOrder = 0
        // Rules of the structure wait until the shape is right.
        pipeline.stages.removeLast(2)
        let error = #expect(throws: APIError.self) { try pipeline.validate() }
        #expect(
            error?.message == "2 validation errors detected: Value 'my shop' at 'pipeline.name' failed to satisfy "
                + "constraint: Member must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+; Value '0' at "
                + "'pipeline.stages.1.member.actions.1.member.runOrder' failed to satisfy constraint: "
                + "Member must have value greater than or equal to 1")
    }

    @Test(arguments: [
        "arn:aws:iam::123456789012:role/a", "arn:aws-cn:iam::123456789012:role/path/a",
        "arn:aws-us-gov:iam::123456789012:role/",
    ])
    func rolesOfEveryPartitionAreTaken(_ role: String) {
        var pipeline = Shop.pipeline
        pipeline.roleArn = role
        #expect(pipeline.violations().isEmpty)
    }

    @Test(arguments: [
        "", "role", "arn:aws:iam::12345678901:role/a", "arn:aws:iam::123456789012:user/a",
        "arn:aws-:iam::123456789012:role/a", "arn:azure:iam::123456789012:role/a", "arn:aws:iam:x:123456789012:role/a",
    ])
    func whatIsNoRoleIsRefused(_ role: String) {
        var pipeline = Shop.pipeline
        pipeline.roleArn = role
        #expect(
            pipeline.violations().map(\.message) == [
                "Value '\(role)' at 'pipeline.roleArn' failed to satisfy constraint: Member must satisfy regular "
                    + "expression pattern: arn:aws(-[\\w]+)*:iam::[0-9]{12}:role/.*"
            ])
    }

    @Test func lengthsAtTheLimitAreTaken() {
        var pipeline = Shop.pipeline
        pipeline.name = PipelineName(String(repeating: "a", count: 100))
        pipeline.stages[1].actions[0].configuration?["BuildspecOverride"] = String(repeating: "b", count: 1000)
        pipeline.stages[1].actions[1].commands = Array(repeating: String(repeating: "c", count: 1000), count: 50)
        pipeline.stages[2].actions[0].timeoutInMinutes = 86400
        pipeline.stages[2].actions[0].runOrder = 999
        #expect(pipeline.violations().isEmpty)
    }

    /// AWS counts UTF-16 units: an emoji is two of them.
    @Test func lengthsAreCountedAsAWSCountsThem() {
        var pipeline = Shop.pipeline
        pipeline.stages[2].actions[0].configuration = ["CustomData": String(repeating: "🍎", count: 501)]
        #expect(pipeline.violations().map(\.path.description) == ["stages[2].actions[0].configuration.CustomData"])
    }

    @Test func aMessageShowsNoConfigurationValue() throws {
        var pipeline = Shop.pipeline
        pipeline.stages[0].actions[0].configuration?["OAuthToken"] = String(repeating: "secret", count: 200)
        #expect(try #require(pipeline.violations().first).message.contains("secret") == false)
    }
}

private let long = String(repeating: "x", count: 101)
private let namePattern = "Member must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+"

private let pipelineBreaches: [Breach] = [
    .shape("long name", "name", long, "Member must have length less than or equal to 100", at: "name") {
        $0.name = PipelineName(long)
    },
    .shape("name with a blank", "name", "my shop", namePattern, at: "name") { $0.name = "my shop" },
    .shape("no role", "roleArn", nil, "Member must not be null", at: "roleArn") { $0.roleArn = nil },
    .shape("version 0", "version", "0", "Member must have value greater than or equal to 1", at: "version") {
        $0.version = 0
    },
    .shape(
        "bucket too short", "artifactStore.location", "ab", "Member must have length greater than or equal to 3",
        at: "artifactStore.location"
    ) { $0.artifactStore?.location = "ab" },
    .shape(
        "a folder in a bucket", "artifactStore.location", "bucket/folder",
        "Member must satisfy regular expression pattern: [a-zA-Z0-9\\-\\.]+", at: "artifactStore.location"
    ) { $0.artifactStore?.location = "bucket/folder" },
    .shape(
        "store type", "artifactStore.type", "GCS", "Member must satisfy enum value set: [S3]", at: "artifactStore.type"
    ) { $0.artifactStore?.type = "GCS" },
    .shape(
        "encryption key type", "artifactStore.encryptionKey.type", "AES", "Member must satisfy enum value set: [KMS]",
        at: "artifactStore.encryptionKey.type"
    ) { $0.artifactStore?.encryptionKey = EncryptionKey(id: "key", type: "AES") },
    .shape(
        "region", "artifactStores.us", "us", "Member must have length greater than or equal to 4",
        at: "artifactStores.us"
    ) { $0.artifactStores = ["us": ArtifactStore(location: "bucket")] },
    .shape(
        "51 variables", "variables", "[51 members]", "Member must have length less than or equal to 50",
        at: "variables"
    ) { $0.variables = (0...50).map { PipelineVariableDeclaration(name: "v\($0)") } },
    .shape(
        "empty default", "variables.1.member.defaultValue", "", "Member must have length greater than or equal to 1",
        at: "variables[0].defaultValue"
    ) { $0.variables = [PipelineVariableDeclaration(name: "v", defaultValue: "")] },
    .shape(
        "default of two lines", "variables.1.member.defaultValue", "a\nb",
        "Member must satisfy regular expression pattern: .*", at: "variables[0].defaultValue"
    ) { $0.variables = [PipelineVariableDeclaration(name: "v", defaultValue: "a\nb")] },
    .shape(
        "description of two lines", "variables.1.member.description", "a\r\nb",
        "Member must satisfy regular expression pattern: .*", at: "variables[0].description"
    ) { $0.variables = [PipelineVariableDeclaration(name: "v", description: "a\r\nb")] },
    .shape(
        "branch of two lines", "triggers.1.member.gitConfiguration.push.1.member.branches.includes.1.member",
        "a\u{2028}b", "Member must satisfy regular expression pattern: .*",
        at: "triggers[0].gitConfiguration.push[0].branches.includes[0]"
    ) { $0.triggers = [Shop.trigger(push: GitPushFilter(branches: GitPatterns(includes: ["a\u{2028}b"])))] },
    .shape(
        "variable name", "variables.1.member.name", "a.b",
        "Member must satisfy regular expression pattern: [A-Za-z0-9@\\-_]+", at: "variables[0].name"
    ) { $0.variables = [PipelineVariableDeclaration(name: "a.b")] },
    .shape(
        "trigger provider", "triggers.1.member.providerType", "GitHub",
        "Member must satisfy enum value set: [CodeStarSourceConnection]", at: "triggers[0].providerType"
    ) {
        $0.triggers = [Shop.trigger(push: GitPushFilter(branches: GitPatterns(includes: ["main"])))]
        $0.triggers?[0].providerType = "GitHub"
    },
    .shape(
        "nine patterns", "triggers.1.member.gitConfiguration.push.1.member.tags.includes", "[9 members]",
        "Member must have length less than or equal to 8", at: "triggers[0].gitConfiguration.push[0].tags.includes"
    ) {
        $0.triggers = [
            Shop.trigger(push: GitPushFilter(tags: GitPatterns(includes: Array(repeating: "v*", count: 9))))
        ]
    },
    .shape(
        "pull request event", "triggers.1.member.gitConfiguration.pullRequest.1.member.events.1.member", "MERGED",
        "Member must satisfy enum value set: [OPEN, UPDATED, CLOSED]",
        at: "triggers[0].gitConfiguration.pullRequest[0].events[0]"
    ) {
        let filter = GitPullRequestFilter(events: ["MERGED"], branches: GitPatterns(includes: ["main"]))
        $0.triggers = [
            PipelineTriggerDeclaration(
                providerType: "CodeStarSourceConnection",
                gitConfiguration: GitConfiguration(sourceActionName: "Source", pullRequest: [filter]))
        ]
    },
]

private let stageBreaches: [Breach] = [
    .shape(
        "stage name", "stages.2.member.name", "Build & Test", namePattern, at: "stages[1].name"
    ) { $0.stages[1].name = "Build & Test" },
    .shape(
        "stage without actions", "stages.3.member.actions", "[0 members]",
        "Member must have length greater than or equal to 1", at: "stages[2].actions"
    ) { $0.stages[2].actions = [] },
    .shape(
        "51 actions", "stages.3.member.actions", "[51 members]", "Member must have length less than or equal to 50",
        at: "stages[2].actions"
    ) { $0.stages[2].actions = Array(repeating: Shop.approve, count: 51) },
    .shape(
        "two conditions", "stages.2.member.onSuccess.conditions", "[2 members]",
        "Member must have length less than or equal to 1", at: "stages[1].onSuccess.conditions"
    ) { $0.stages[1].onSuccess = SuccessConditions(conditions: [Shop.condition("FAIL"), Shop.condition("FAIL")]) },
    .shape(
        "a condition's result", "stages.2.member.beforeEntry.conditions.1.member.result", "STOP",
        "Member must satisfy enum value set: [ROLLBACK, FAIL, RETRY, SKIP]",
        at: "stages[1].beforeEntry.conditions[0].result"
    ) { $0.stages[1].beforeEntry = BeforeEntryConditions(conditions: [Shop.condition("STOP")]) },
    .shape(
        "six rules", "stages.2.member.beforeEntry.conditions.1.member.rules", "[6 members]",
        "Member must have length less than or equal to 5", at: "stages[1].beforeEntry.conditions[0].rules"
    ) {
        var condition = Shop.condition("FAIL")
        condition.rules = Array(repeating: (condition.rules ?? [])[0], count: 6)
        $0.stages[1].beforeEntry = BeforeEntryConditions(conditions: [condition])
    },
    .shape(
        "a rule's category", "stages.2.member.onFailure.conditions.1.member.rules.1.member.ruleTypeId.category",
        "Build",
        "Member must satisfy enum value set: [Rule]",
        at: "stages[1].onFailure.conditions[0].rules[0].ruleTypeId.category"
    ) {
        var condition = Shop.condition("ROLLBACK")
        condition.rules?[0].ruleTypeId.category = "Build"
        $0.stages[1].onFailure = FailureConditions(conditions: [condition])
    },
]

private func mapFault(_ part: String, _ limit: Int) -> String {
    "Map \(part) must satisfy constraint: [Member must have length less than or equal to \(limit), "
        + "Member must have length greater than or equal to 1]"
}

private let actionBreaches: [Breach] = [
    .shape(
        "action name", "stages.2.member.actions.1.member.name", "Unit/Test", namePattern,
        at: "stages[1].actions[0].name"
    ) { $0.stages[1].actions[0].name = "Unit/Test" },
    .shape(
        "provider", "stages.2.member.actions.1.member.actionTypeId.provider", "Code.Build",
        "Member must satisfy regular expression pattern: [0-9A-Za-z_-]+",
        at: "stages[1].actions[0].actionTypeId.provider"
    ) { $0.stages[1].actions[0].actionTypeId.provider = "Code.Build" },
    .shape(
        "version", "stages.2.member.actions.1.member.actionTypeId.version", "1234567890",
        "Member must have length less than or equal to 9", at: "stages[1].actions[0].actionTypeId.version"
    ) { $0.stages[1].actions[0].actionTypeId.version = "1234567890" },
    .shape(
        "run order", "stages.2.member.actions.1.member.runOrder", "1000",
        "Member must have value less than or equal to 999", at: "stages[1].actions[0].runOrder"
    ) { $0.stages[1].actions[0].runOrder = 1000 },
    .shape(
        "timeout", "stages.3.member.actions.1.member.timeoutInMinutes", "4",
        "Member must have value greater than or equal to 5", at: "stages[2].actions[0].timeoutInMinutes"
    ) { $0.stages[2].actions[0].timeoutInMinutes = 4 },
    .shape(
        "empty configuration value", "stages.2.member.actions.1.member.configuration", "{BuildspecOverride=…}",
        mapFault("value", 1000), at: "stages[1].actions[0].configuration.BuildspecOverride"
    ) { $0.stages[1].actions[0].configuration?["BuildspecOverride"] = "" },
    .shape(
        "long configuration value", "stages.2.member.actions.1.member.configuration", "{EnvironmentVariables=…}",
        mapFault("value", 1000), at: "stages[1].actions[0].configuration.EnvironmentVariables"
    ) { $0.stages[1].actions[0].configuration?["EnvironmentVariables"] = String(repeating: "x", count: 1001) },
    .shape(
        "long configuration key", "stages.2.member.actions.1.member.configuration",
        "{\(String(repeating: "k", count: 51))=…}", mapFault("keys", 50),
        at: "stages[1].actions[0].configuration.\(String(repeating: "k", count: 51))"
    ) { $0.stages[1].actions[0].configuration?[String(repeating: "k", count: 51)] = "v" },
    .shape(
        "empty command", "stages.2.member.actions.2.member.commands.1.member", "",
        "Member must have length greater than or equal to 1", at: "stages[1].actions[1].commands[0]"
    ) { $0.stages[1].actions[1].commands = [""] },
    .shape(
        "51 commands", "stages.2.member.actions.2.member.commands", "[51 members]",
        "Member must have length less than or equal to 50", at: "stages[1].actions[1].commands"
    ) { $0.stages[1].actions[1].commands = Array(repeating: "true", count: 51) },
    .shape(
        "eleven environment variables", "stages.2.member.actions.2.member.environmentVariables", "[11 members]",
        "Member must have length less than or equal to 10", at: "stages[1].actions[1].environmentVariables"
    ) {
        $0.stages[1].actions[1].environmentVariables = (0...10).map { EnvironmentVariable(name: "V\($0)", value: "v") }
    },
    .shape(
        "environment variable's name", "stages.2.member.actions.2.member.environmentVariables.1.member.name", "A-B",
        "Member must satisfy regular expression pattern: [A-Za-z0-9_]+",
        at: "stages[1].actions[1].environmentVariables[0].name"
    ) { $0.stages[1].actions[1].environmentVariables = [EnvironmentVariable(name: "A-B", value: "v")] },
    .shape(
        "environment variable's type", "stages.2.member.actions.2.member.environmentVariables.1.member.type",
        "PARAMETER_STORE", "Member must satisfy enum value set: [PLAINTEXT, SECRETS_MANAGER]",
        at: "stages[1].actions[1].environmentVariables[0].type"
    ) {
        $0.stages[1].actions[1].environmentVariables = [
            EnvironmentVariable(name: "A", value: "v", type: "PARAMETER_STORE")
        ]
    },
    .shape(
        "input with a dot", "stages.2.member.actions.1.member.inputArtifacts.1.member.name", "Code.zip",
        "Member must satisfy regular expression pattern: [a-zA-Z0-9_\\-]+",
        at: "stages[1].actions[0].inputArtifacts[0].name"
    ) { $0.stages[1].actions[0].inputArtifacts = [InputArtifact(name: "Code.zip")] },
    .shape(
        "output with an @", "stages.2.member.actions.1.member.outputArtifacts.1.member.name", "App@1",
        "Member must satisfy regular expression pattern: [a-zA-Z0-9_\\-]+",
        at: "stages[1].actions[0].outputArtifacts[0].name"
    ) { $0.stages[1].actions[0].outputArtifacts = [OutputArtifact(name: "App@1")] },
    .shape(
        "eleven files", "stages.2.member.actions.2.member.outputArtifacts.1.member.files", "[11 members]",
        "Member must have length less than or equal to 10", at: "stages[1].actions[1].outputArtifacts[0].files"
    ) {
        $0.stages[1].actions[1].outputArtifacts = [
            OutputArtifact(name: "Report", files: Array(repeating: "f", count: 11))
        ]
    },
    .shape(
        "sixteen output variables", "stages.2.member.actions.2.member.outputVariables", "[16 members]",
        "Member must have length less than or equal to 15", at: "stages[1].actions[1].outputVariables"
    ) { $0.stages[1].actions[1].outputVariables = (0...15).map { "V\($0)" } },
    .shape(
        "namespace with a dot", "stages.2.member.actions.1.member.namespace", "a.b",
        "Member must satisfy regular expression pattern: [A-Za-z0-9@\\-_]+", at: "stages[1].actions[0].namespace"
    ) { $0.stages[1].actions[0].namespace = "a.b" },
    .shape(
        "an action's region", "stages.2.member.actions.1.member.region", "eu",
        "Member must have length greater than or equal to 4", at: "stages[1].actions[0].region"
    ) { $0.stages[1].actions[0].region = "eu" },
]
