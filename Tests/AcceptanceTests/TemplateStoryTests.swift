import Foundation
import Testing

@Suite("A pipeline and its build projects in one template", .timeLimit(.minutes(10)))
struct TemplateStoryTests {
    @Test("Builds do what their project says, and deploy again when only that has changed")
    func projects() async throws {
        try await Workplace.project(["shop.yaml": template(greeting: "hello")]) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(place.lines("said") == ["hello from the action"])
            let again = try await place.sluice("deploy", "--yes")
            #expect(again.exitCode == 0 && again.output.contains("Nothing to deploy: "), "\(again.words)")

            let changed = template(greeting: "welcome").replacing("@HERE@", with: place.folder.path)
            try place.write(["shop.yaml": changed])
            let update = try await place.sluice("deploy", "--yes")
            #expect(update.exitCode == 0, "\(update.words)")
            #expect(update.output.contains("The build project unit has changed."), "\(update.words)")
            #expect(place.lines("said") == ["welcome from the action"])
        }
    }

    /// The buildspec is longer than any value of an action's configuration may be.
    private func template(greeting: String) -> String {
        """
        Resources:
          Unit:
            Type: AWS::CodeBuild::Project
            Properties:
              Name: unit
              Source:
                Type: CODEPIPELINE
                BuildSpec: |
                  version: 0.2
                  # \(String(repeating: "long ", count: 400))
                  phases:
                    build:
                      commands:
                        - echo "$GREETING from the $FROM" > @HERE@/said
              Environment:
                EnvironmentVariables: [{Name: GREETING, Value: \(greeting)}, {Name: FROM, Value: project}]
          Pipeline:
            Type: AWS::CodePipeline::Pipeline
            Properties:
              Name: shop
              RoleArn: arn:aws:iam::123456789012:role/pipeline
              ArtifactStore: {Type: S3, Location: bucket}
              Stages:
                - Name: Source
                  Actions:
                    - Name: Get
                      ActionTypeId: {Category: Source, Owner: AWS, Provider: CodeCommit, Version: 1}
                      Configuration: {RepositoryName: shop, BranchName: main}
                      OutputArtifacts: [{Name: Code}]
                - Name: Build
                  Actions:
                    - Name: Unit
                      ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: 1}
                      Configuration:
                        ProjectName: !Ref Unit
                        EnvironmentVariables: '[{"name": "FROM", "value": "action"}]'
                      InputArtifacts: [{Name: Code}]

        """
    }
}
