import CustomDump
import Foundation
import PipelineAPI
import Project
import TestSupport
import Testing

@Suite("Real pipelines run, with stand-ins for what they build", .timeLimit(.minutes(10)))
struct CorpusPipelineTests {
    static let all: [URL] = {
        guard let folder = Corpus.directory?.appending(path: "pipelines") else { return [] }
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension != "md" }.sorted { $0.path < $1.path }
    }()

    /// Those whose providers are all here.
    static let files: [URL] = all.filter { obstacles(to: $0).isEmpty }

    private static func load(_ file: URL) throws -> PipelineDeclaration {
        try Project.load(file, defaults: Project.Defaults(repository: "team/shop")).declaration
    }

    private static func obstacles(to file: URL) -> [String] {
        (try? load(file)).map(StandIns.obstacles) ?? ["does not load"]
    }

    @Test(
        "Every pipeline of the corpus runs, but for those that need what is not here",
        .enabled(if: Corpus.directory != nil, "no corpus: set SLUICE_CORPUS"))
    func whatIsNotRun() throws {
        let notRun = Self.all.map { ($0, Self.obstacles(to: $0)) }.filter { !$0.1.isEmpty }
        expectNoDifference(
            notRun.map { "\($0.0.deletingPathExtension().lastPathComponent): \($0.1.joined(separator: ", "))" },
            Self.notRun)
    }

    /// With what is not here: a provider, another region, an action type, a role that only the account knows.
    private static let notRun = [
        "aws-cloudformation__cfn-lint__resources_codepipeline: stages[2].actions[0].actionTypeId",
        "aws-samples__ecs-blue-green-deployment__deployment-pipeline: Invoke/Lambda",
        "aws__aws-cdk__codepipeline-start-pipeline-execution.template: Invoke/StepFunctions",
        "aws__aws-cdk__pipeline-cfn-cross-region.template: artifactStores",
        "aws__aws-cdk__pipeline-code-deploy-ecs.template: Deploy/CodeDeployToECS",
        "aws__aws-cdk__pipeline-ecr-source.template: Source/ECR",
        "aws__aws-cdk__pipeline-ecs-deploy.template: Deploy/ECS",
        "aws__aws-cdk__pipeline-jenkins.template: Build/JenkinsProvider, Test/JenkinsProvider",
        "aws__aws-cdk__pipeline-stepfunctions.template: Invoke/StepFunctions",
        "aws__aws-cdk__stacksets.template: Deploy/CloudFormationStackInstances, Deploy/CloudFormationStackSet",
        "aws__aws-cli__create-pipeline: Deploy/CodeDeploy",
        "aws__aws-cli__get-pipeline: Deploy/CodeDeploy",
        "awslabs__aws-serverless-data-lake-framework__template-cicd-modules-pipelines: Invoke/Lambda",
        "cdk-2.275.0__synth__stage-conditions.template: Invoke/Lambda",
        "stelligent__cloudformation_templates__codepipeline-canonical: Invoke/Lambda",
        "stelligent__cloudformation_templates__codepipeline-lambda: Deploy/CodeDeploy, Invoke/Lambda",
        "stelligent__cloudformation_templates__ecs-pipeline: Build/stelligent-cloudformatio-Jenkins",
        "stelligent__devops-essentials__ec2-pipeline: Deploy/CodeDeploy",
        "stelligent__devops-essentials__serverless-pipeline: Invoke/Lambda",
    ]

    @Test(
        "One comes to its end with every stage succeeded",
        .enabled(if: !files.isEmpty, "no corpus: set SLUICE_CORPUS"), arguments: files)
    func run(_ file: URL) async throws {
        let pipeline = try StandIns(Self.load(file))
        let text = String(decoding: try WireFormat.encoder(pretty: true).encode(pipeline.declaration), as: UTF8.self)
        let files = pipeline.files.merging(["pipeline.json": text]) { $1 }
        try await Workplace.project(files) { place in
            try await prepare(pipeline, place)
            let deploy = try await place.sluice("deploy", "--yes", "--no-follow")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            for approval in pipeline.approvals {
                try await place.waitForApproval()
                let approve = try await place.sluice("approve", approval, "--yes")
                #expect(approve.exitCode == 0, "\(approve.words)")
            }
            let watch = try await place.sluice("watch")
            #expect(watch.exitCode == 0, "\(watch.words)")
            // Executions of a PARALLEL pipeline have no common stages.
            if pipeline.declaration.executionMode == .parallel { return }
            let stages = try await place.sluice("stages", "--json").json["stageStates"] as? [[String: Any]]
            let statuses = stages?.map { ($0["latestExecution"] as? [String: Any])?["status"] as? String }
            #expect(statuses == Array(repeating: "Succeeded", count: pipeline.declaration.stages.count))
        }
    }

    /// Every repository is the place's remote, every bucket a folder.
    private func prepare(_ pipeline: StandIns, _ place: Workplace) async throws {
        for branch in Set(pipeline.repositories.map(\.branch)) where branch != "main" {
            try await place.git("push", "--quiet", "origin", "main:refs/heads/\(branch)")
        }
        let repositories = Dictionary(pipeline.repositories.map { ($0.name, place.remote.path) }) { first, _ in first }
        let settings = try JSONEncoder().encode(["repositories": repositories])
        try place.configure(String(decoding: settings, as: UTF8.self))
        let files = pipeline.files.merging(["page.html": "page"]) { $1 }
        for object in pipeline.objects {
            let folder = place.state.appending(path: "buckets/\(object.bucket)/\(object.key)")
            try place.write(files, in: folder)
        }
        try place.write(files, in: place.folder.appending(path: StandIns.folder))
        let state = [FileAttributeKey.posixPermissions: 0o700]
        for folder in [place.home, place.state] where FileManager.default.fileExists(atPath: folder.path) {
            try FileManager.default.setAttributes(state, ofItemAtPath: folder.path)
        }
    }
}
