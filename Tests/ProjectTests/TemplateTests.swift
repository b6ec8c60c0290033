import CustomDump
import Foundation
import PipelineAPI
import Project
import TestSupport
import Testing

struct TemplateTests {
    private static let template = """
        Parameters: {Branch: {Type: String, Default: main}}
        Resources:
          Unit:
            Type: AWS::CodeBuild::Project
            Properties:
              Source: {Type: CODEPIPELINE, BuildSpec: '{"version": "0.2", "phases": {}}'}
              Environment: {Image: 'aws/codebuild/standard:7.0', EnvironmentVariables: [{Name: A, Value: 1}]}
              TimeoutInMinutes: 5
          Pipeline:
            Type: AWS::CodePipeline::Pipeline
            Properties:
              Name: shop
              RoleArn: arn:aws:iam::123456789012:role/pipeline
              RestartExecutionOnUpdate: true
              ArtifactStore: {Type: S3, Location: bucket}
              Stages:
                - Name: Source
                  Actions:
                    - Name: Get
                      ActionTypeId: {Category: Source, Owner: AWS, Provider: CodeCommit, Version: 1}
                      Configuration: {RepositoryName: shop, BranchName: !Ref Branch, PollForSourceChanges: false}
                      OutputArtifacts: [{Name: Code}]
                - Name: Build
                  Actions:
                    - Name: Unit
                      ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1"}
                      RunOrder: 2
                      Configuration: {ProjectName: !Ref Unit}
                      InputArtifacts: [{Name: Code}]
        """

    private func load(
        _ text: String, as name: String = "shop.yaml", parameters: String? = nil
    ) async throws -> Project {
        try await withScratchDirectory { folder in
            let file = folder.appending(path: name)
            try Data(text.utf8).write(to: file)
            if let parameters {
                try Data(parameters.utf8).write(to: folder.appending(path: "shop.parameters.json"))
            }
            return try Project.load(file, defaults: Project.testDefaults)
        }
    }

    @Test func aTemplatesPipelineIsADeclaration() async throws {
        let project = try await load(Self.template)
        #expect(project.declaration.name == "shop")
        #expect(project.restartsOnUpdate)
        #expect(project.source?.branch == "main")
        #expect(project.declaration.stages[0].actions[0].configuration?["PollForSourceChanges"] == "false")
        #expect(project.declaration.stages[0].actions[0].actionTypeId.version == "1")
        #expect(project.declaration.stages[1].actions[0].runOrder == 2)
    }

    @Test func aProjectStandsBesideTheActionThatBuildsIt() async throws {
        let project = try await load(Self.template)
        #expect(project.declaration.stages[1].actions[0].configuration == ["ProjectName": "shop-Unit"])
        expectNoDifference(
            project.buildProjects,
            [
                BuildProject(
                    name: "shop-Unit", buildspec: #"{"version": "0.2", "phases": {}}"#,
                    environmentVariables: [.init(name: "A", value: "1")], image: "aws/codebuild/standard:7.0",
                    timeoutInMinutes: 5)
            ])
    }

    @Test func aLongBuildspecLosesNothing() async throws {
        let long = String(repeating: "x", count: 5000)
        let project = try await load(
            Self.template.replacing(#""phases": {}"#, with: "\"phases\": {}, \"#\": \"\(long)\""))
        #expect(project.buildProjects.first?.buildspec?.contains(long) == true)
    }

    @Test func aMistakeIsNamedWithItsPlace() async throws {
        let broken = Self.template.replacing("Provider: CodeCommit, Version: 1", with: "Provider: Nothing, Version: 1")
        let error = await #expect(throws: ProjectError.self) { try await load(broken) }
        #expect(error?.description.contains("shop.yaml:10: stages[0].actions[0]") == true)
    }

    @Test func aFileBesideTheTemplateGivesParameters() async throws {
        let project = try await load(Self.template, parameters: #"{"Parameters": {"Branch": "next"}}"#)
        #expect(project.source?.branch == "next")
    }

    @Test(arguments: [
        (#"{"Parameters": {"Brunch": "next"}}"#, "shop.parameters.json: shop.yaml declares no parameter 'Brunch'"),
        ("[]", #"shop.parameters.json: is not of the form {"Parameters": {"NAME": "TEXT"}}"#),
    ])
    func parametersThatCannotBeMeantAreRefused(_ parameters: String, _ words: String) async throws {
        let error = await #expect(throws: ProjectError.self) {
            try await load(Self.template, parameters: parameters)
        }
        #expect(error?.description == words)
    }

    @Test func aFunctionThatCannotBeEvaluatedIsNamedWithItsPlace() async throws {
        let wrong = Self.template.replacing("TimeoutInMinutes: 5", with: "TimeoutInMinutes: !Join [',']")
        let warnings = try await load(wrong).warnings.map(\.description)
        #expect(warnings.contains { $0.hasPrefix("shop.yaml:8:") && $0.contains("Fn::Join cannot be evaluated") })
    }

    @Test func aTransitionThatTheTemplateDisablesIsNamed() async throws {
        let text = Self.template.replacing(
            "RestartExecutionOnUpdate: true",
            with: "DisableInboundStageTransitions: [{StageName: Build, Reason: frozen}]")
        let warnings = try await load(text).warnings
        #expect(warnings.map(\.sentence).contains("DisableInboundStageTransitions is not applied to stage Build"))
        let without = try await load(Self.template).warnings
        #expect(!without.contains { $0.sentence.contains("DisableInboundStageTransitions") })
    }
}
