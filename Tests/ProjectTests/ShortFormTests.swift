import CustomDump
import Foundation
import PipelineAPI
import Project
import Testing

struct ShortFormTests {
    private func stages(_ text: String) throws -> [StageDeclaration] {
        try Project.read("pipeline: shop\nsource: main\nstages:\n" + text).declaration.stages
    }

    private func actions(_ text: String) throws -> [ActionDeclaration] {
        try stages("  S:\n" + text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))[1].actions
    }

    @Test func aBranchBecomesTheSourceStage() throws {
        let project = try Project.read("pipeline: shop\nsource: main\nstages: { Build: { Unit: buildspec } }")
        expectNoDifference(
            project.declaration.stages[0],
            StageDeclaration(
                name: "Source",
                actions: [
                    ActionDeclaration(
                        name: "Source",
                        actionTypeId: ActionTypeID(
                            category: .source, owner: .aws, provider: "CodeStarSourceConnection"),
                        runOrder: 1,
                        configuration: [
                            "BranchName": "main", "FullRepositoryId": "me/shop",
                            "ConnectionArn": "arn:aws:codeconnections:us-east-1:123456789012:connection/"
                                + "00000000-0000-0000-0000-000000000000",
                        ], outputArtifacts: [OutputArtifact(name: "Source")], namespace: "SourceVariables")
                ]))
        #expect(project.source?.repository == "me/shop")
        #expect(project.source?.branch == "main")
        #expect(project.source?.action == "Source")
        #expect(project.declaration.pipelineType == .v2)
    }

    @Test func aSourceCanSayEverything() throws {
        let source = try Project.read(
            """
            pipeline: shop
            source:
              { repository: you/store, branch: next, clone: true, output: Code, detectChanges: false, namespace: Commit,
                connection: "arn:aws:codeconnections:us-east-1:123456789012:connection/1" }
            stages: { Build: { Unit: buildspec } }
            """
        ).declaration.stages[0].actions[0]
        #expect(
            source.configuration == [
                "BranchName": "next", "FullRepositoryId": "you/store", "DetectChanges": "false",
                "OutputArtifactFormat": "CODEBUILD_CLONE_REF",
                "ConnectionArn": "arn:aws:codeconnections:us-east-1:123456789012:connection/1",
            ])
        #expect(source.namespace == "Commit")
        #expect(source.outputArtifacts == [OutputArtifact(name: "Code")])
    }

    @Test func codeCommitIsASourceToo() throws {
        let project = try Project.read(
            "pipeline: shop\nsource: { provider: codecommit, repository: shop }\nstages: { B: { Unit: buildspec } }")
        let source = project.declaration.stages[0].actions[0]
        #expect(source.actionTypeId.provider == "CodeCommit")
        #expect(source.configuration == ["RepositoryName": "shop", "BranchName": "main"])
    }

    @Test func aProjectWithoutARemoteStillHasARepository() throws {
        let project = try Project.read(
            "pipeline: shop\nsource: main\nstages: { B: { Unit: buildspec } }", defaults: Project.Defaults())
        #expect(project.source?.repository == "local/" + project.root.lastPathComponent)
    }

    @Test func aBuildspecBecomesACodeBuildAction() throws {
        let action = try actions(
            "Unit: { buildspec: ci/unit.yml, environment: { NODE_ENV: test, KEY: { value: k, type: PARAMETER_STORE } }, "
                + "outputs: [App] }")[0]
        expectNoDifference(
            action,
            ActionDeclaration(
                name: "Unit", actionTypeId: ActionTypeID(category: .build, owner: .aws, provider: "CodeBuild"),
                runOrder: 1,
                configuration: [
                    "ProjectName": "shop-Unit", "BuildspecOverride": "ci/unit.yml",
                    "EnvironmentVariables":
                        #"[{"name":"NODE_ENV","value":"test"},{"name":"KEY","type":"PARAMETER_STORE","value":"k"}]"#,
                ], outputArtifacts: [OutputArtifact(name: "App")], inputArtifacts: [InputArtifact(name: "Source")]))
    }

    @Test(arguments: ["Unit: buildspec", "Unit: { buildspec: true }"])
    func theProjectsOwnBuildspecNeedsNoPath(_ text: String) throws {
        #expect(try actions(text)[0].configuration == ["ProjectName": "shop-Unit"])
    }

    @Test func ofSeveralInputsTheFirstIsPrimary() throws {
        let all = try actions(
            "A: { buildspec: true, outputs: [App] }\nB: { buildspec: true, inputs: [App, Source], test: true, after: A }"
        )
        #expect(all[1].configuration?["PrimarySource"] == "App")
        #expect(all[1].actionTypeId.category == .test)
    }

    @Test(arguments: ["Lint: { commands: [make lint, make style] }", "Lint: [make lint, make style]"])
    func aListOfCommandsBecomesACommandsAction(_ text: String) throws {
        expectNoDifference(
            try actions(text)[0],
            ActionDeclaration(
                name: "Lint", actionTypeId: ActionTypeID(category: .compute, owner: .aws, provider: "Commands"),
                runOrder: 1, commands: ["make lint", "make style"], inputArtifacts: [InputArtifact(name: "Source")]))
    }

    @Test func commandsCanSayEverything() throws {
        let action = try actions(
            "Pack: { commands: make, environment: { A: 1 }, exports: [VERSION], namespace: Pack, "
                + "outputs: { App: [dist/**, bin] }, configuration: { ComputeType: BUILD_GENERAL1_SMALL } }")[0]
        #expect(action.commands == ["make"])
        #expect(action.environmentVariables == [EnvironmentVariable(name: "A", value: "1")])
        #expect(action.outputVariables == ["VERSION"])
        #expect(action.outputArtifacts == [OutputArtifact(name: "App", files: ["dist/**", "bin"])])
        #expect(action.configuration == ["ComputeType": "BUILD_GENERAL1_SMALL"])
    }

    @Test func approvalsAreOneLine() throws {
        let all = try actions(
            "A: approval\nB: { approval: 'Look at the report', url: 'https://x.example', timeout: 60 }")
        #expect(all.map(\.actionTypeId.provider) == ["Manual", "Manual"])
        #expect(all[0].configuration == nil)
        #expect(
            all[1].configuration == ["CustomData": "Look at the report", "ExternalEntityLink": "https://x.example"])
        #expect(all[1].timeoutInMinutes == 60)
    }

    @Test func actionsRunInParallelUnlessTheySayAfterWhich() throws {
        let all = try actions(
            "D: { commands: [d], after: [B, C] }\nA: { commands: [a] }\nB: { commands: [b], runOrder: 5 }\n"
                + "C: { commands: [c], after: A }")
        #expect(all.map(\.name) == ["D", "A", "B", "C"])
        #expect(all.map(\.runOrder) == [6, 1, 5, 2])
    }

    @Test func aWaveRunsItsStepsInEveryEnvironment() throws {
        let actions = try stages(
            """
              Environments:
                wave: [dev, test]
                steps:
                  Prepare: { buildspec: "ci/${environment}.yml", outputs: ["Site_${environment}"] }
                  Deploy: { commands: ["deploy ${environment}"], inputs: ["Site_${environment}"] }
                  Check: approval
            """)[1].actions
        #expect(
            actions.map(\.name) == [
                "dev.Prepare", "dev.Deploy", "dev.Check", "test.Prepare", "test.Deploy", "test.Check",
            ])
        #expect(actions.map(\.runOrder) == [1, 2, 3, 1, 2, 3])
        #expect(
            actions[3].configuration == [
                "ProjectName": "shop-test-Prepare", "BuildspecOverride": "ci/test.yml",
                "EnvironmentVariables": #"[{"name":"ENVIRONMENT","value":"test"}]"#,
            ])
        #expect(actions[1].commands == ["deploy dev"])
        #expect(actions[1].environmentVariables == [EnvironmentVariable(name: "ENVIRONMENT", value: "dev")])
        #expect(actions[1].inputArtifacts == [InputArtifact(name: "Site_dev")])
    }

    @Test func aStepsOwnENVIRONMENTStays() throws {
        let actions = try stages(
            """
              Environments:
                wave: [dev]
                steps: { Deploy: { commands: [a], environment: { ENVIRONMENT: "shop-${environment}" } } }
            """)[1].actions
        #expect(actions[0].environmentVariables == [EnvironmentVariable(name: "ENVIRONMENT", value: "shop-dev")])
    }

    @Test func variablesHaveDefaultsOrNot() throws {
        let declaration = try Project.read(
            """
            pipeline: shop
            mode: queued
            variables:
              Greeting: hello
              Count: 3
              Version:
              Level: { default: low, description: How much }
            source: main
            stages: { Build: { Unit: buildspec } }
            """
        ).declaration
        #expect(declaration.executionMode == .queued)
        #expect(
            declaration.variables == [
                PipelineVariableDeclaration(name: "Greeting", defaultValue: "hello"),
                PipelineVariableDeclaration(name: "Count", defaultValue: "3"),
                PipelineVariableDeclaration(name: "Version"),
                PipelineVariableDeclaration(name: "Level", defaultValue: "low", description: "How much"),
            ])
    }
}
