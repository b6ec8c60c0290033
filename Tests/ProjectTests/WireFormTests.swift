import CustomDump
import Foundation
import PipelineAPI
import Project
import TestSupport
import Testing

struct WireFormTests {
    /// A declaration that uses every field there is.
    static let full = """
        {"pipeline": {
          "name": "shop", "roleArn": "arn:aws:iam::123456789012:role/p", "executionMode": "QUEUED", "pipelineType": "V2",
          "version": 3,
          "artifactStores": {"us-east-1": {"type": "S3", "location": "bucket",
            "encryptionKey": {"id": "key", "type": "KMS"}}},
          "variables": [{"name": "Greeting", "defaultValue": "hello", "description": "What to say"}],
          "triggers": [{"providerType": "CodeStarSourceConnection", "gitConfiguration": {"sourceActionName": "Get",
            "push": [{"branches": {"includes": ["main"], "excludes": ["x/*"]}, "filePaths": {"includes": ["src/**"]}}],
            "pullRequest": [{"events": ["OPEN"], "branches": {"includes": ["main"]}}]}}],
          "stages": [
            {"name": "Source", "actions": [{"name": "Get", "runOrder": 1, "namespace": "Commit", "region": "us-east-1",
              "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeStarSourceConnection",
                "version": "1"},
              "configuration": {"ConnectionArn": "arn", "FullRepositoryId": "me/shop", "BranchName": "main",
                "DetectChanges": false},
              "inputArtifacts": [], "outputArtifacts": [{"name": "Code"}]}]},
            {"name": "Build",
              "beforeEntry": {"conditions": [{"result": "SKIP", "rules": [{"name": "Check",
                "ruleTypeId": {"category": "Rule", "owner": "AWS", "provider": "VariableCheck", "version": "1"},
                "configuration": {"Variable": "#{variables.Greeting}", "Value": "hello", "Operator": "EQ"}}]}]},
              "onSuccess": {"conditions": [{"result": "FAIL", "rules": [{"name": "Look",
                "ruleTypeId": {"category": "Rule", "provider": "Commands"}, "commands": ["true"],
                "inputArtifacts": [{"name": "Code"}], "timeoutInMinutes": 5, "region": "us-east-1",
                "roleArn": "arn:aws:iam::123456789012:role/p"}]}]},
              "onFailure": {"result": "RETRY", "retryConfiguration": {"retryMode": "ALL_ACTIONS"}},
              "actions": [{"name": "Make", "actionTypeId": {"category": "Compute", "owner": "AWS",
                "provider": "Commands", "version": "1"}, "commands": ["make"], "outputVariables": ["VERSION"],
                "environmentVariables": [{"name": "A", "value": "b", "type": "PLAINTEXT"}],
                "inputArtifacts": [{"name": "Code"}], "outputArtifacts": [{"name": "App", "files": ["dist"]}],
                "roleArn": "arn:aws:iam::123456789012:role/p"}]},
            {"name": "Release", "actions": [{"name": "Go", "timeoutInMinutes": 60, "actionTypeId":
              {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}}]}]},
         "metadata": {"pipelineArn": "arn", "created": 1586273484.137}}
        """

    @Test func whatGetPipelinePrintsIsReadWhole() throws {
        let project = try Project.read(Self.full, name: "pipeline.json")
        let text = Self.full.replacing(#""DetectChanges": false"#, with: #""DetectChanges": "false""#)
        let expected = try WireFormat.decoder().decode(CreatePipeline.Input.self, from: Data(text.utf8)).pipeline
        expectNoDifference(
            project.declaration.normalized(region: "eu-west-1"), expected.normalized(region: "eu-west-1"))
        #expect(project.source == GitSource(expected))
    }

    @Test func theSameMayStandInYAMLWithoutTheWrapper() throws {
        let text = Self.full.replacing(#""DetectChanges": false"#, with: #""DetectChanges": "false""#)
        let pipeline = try WireFormat.decoder().decode(CreatePipeline.Input.self, from: Data(text.utf8)).pipeline
        let inner = String(decoding: try WireFormat.encoder(pretty: true).encode(pipeline), as: UTF8.self)
        let read = try Project.read(inner).declaration
        expectNoDifference(read.normalized(region: "eu-west-1"), pipeline.normalized(region: "eu-west-1"))
    }

    @Test func aDeclarationInJSONKeepsItsType() throws {
        let text = Self.full.replacing(#""pipelineType": "V2","#, with: "")
        #expect(try Project.read(text, name: "pipeline.json").declaration.pipelineType == nil)
    }

    @Test func mistakesInJSONHaveAPlaceToo() throws {
        let marked = MarkedText(Self.full.replacing(#""commands": ["make"]"#, with: #"❶"comands": ["make"]"#))
        let diagnostics = try Project.diagnostics(marked.text, name: "shop.pipeline.json")
        #expect(diagnostics.compactMap(\.place) == marked.places)
        #expect(diagnostics.map(\.words) == ["an action has no key 'comands' (did you mean 'commands'?)"])
    }

    @Test func wireFormAndShortFormMix() throws {
        let stages = try Project.read(
            """
            pipeline: shop
            stages:
              - name: Source
                actions:
                  - name: Get
                    actionTypeId: { category: Source, owner: AWS, provider: S3, version: "1" }
                    configuration: { S3Bucket: bucket, S3ObjectKey: shop.zip, PollForSourceChanges: false }
                    outputArtifacts: [{ name: Code }]
              - name: Build
                Unit: { buildspec: true, outputs: [App] }
              - name: Deploy
                Put: { actionTypeId: Deploy/S3, inputs: [App], configuration: { BucketName: site, Extract: true } }
            """
        ).declaration.stages
        #expect(stages[1].actions[0].inputArtifacts == [InputArtifact(name: "Code")])
        #expect(stages[2].actions[0].actionTypeId == ActionTypeID(category: .deploy, owner: .aws, provider: "S3"))
        #expect(stages[2].actions[0].configuration == ["BucketName": "site", "Extract": "true"])
    }
}

struct CorpusTests {
    /// The corpus's pipelines that are CodePipeline JSON, not templates.
    static let files: [URL] = {
        guard let folder = Corpus.directory?.appending(path: "pipelines") else { return [] }
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "json" && !$0.lastPathComponent.contains(".template.") }
            .filter { (try? String(contentsOf: $0, encoding: .utf8))?.contains("\"actionTypeId\"") ?? false }
            .sorted { $0.path < $1.path }
    }()

    @Test(.enabled(if: !files.isEmpty, "no corpus: set SLUICE_CORPUS"), arguments: files)
    func aRealPipelineLoadsAndIsValid(_ file: URL) throws {
        let project = try Project.load(file, defaults: Project.testDefaults)
        #expect(project.declaration.violations(region: "us-east-1").isEmpty)
        let text = try Data(contentsOf: file)
        let wire = try WireFormat.decoder().decode(GetPipeline.Output.self, from: text)
        #expect(project.declaration.stages == (wire.pipeline?.stages ?? project.declaration.stages))
    }
}
