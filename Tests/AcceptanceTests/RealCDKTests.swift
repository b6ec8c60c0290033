import Foundation
import Testing

/// A CDK Pipelines app in Python, run with the packages of the environment that `SLUICE_CDK_PYTHON` names: the path of a
/// Python that has `aws-cdk-lib` and `constructs`, on a machine with Node. Nothing is installed.
@Suite("A real CDK Pipelines app", .timeLimit(.minutes(10)))
struct RealCDKTests {
    static let python = ProcessInfo.processInfo.environment["SLUICE_CDK_PYTHON"]

    @Test(
        "Two waves, file assets and a nested stack: deployed, self-mutated, published and rehearsed",
        .enabled(if: python != nil, "set SLUICE_CDK_PYTHON to a Python with aws-cdk-lib, on a machine with Node"))
    func story() async throws {
        try await Workplace.project(Self.files) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            for stack in ["dev-Shop", "test-Shop", "prod-Shop"] {
                #expect(deploy.words.contains("rehearsed creating \(stack): resources"), "\(deploy.words)")
            }
            let bucket = "home/state/buckets/cdk-hnb659fds-assets-123456789012-us-east-1"
            let published = try FileManager.default.contentsOfDirectory(
                atPath: place.folder.appending(path: bucket).path)
            #expect(published.contains { $0.hasSuffix(".zip") } && published.contains { $0.hasSuffix(".json") })
            let log = try await place.sluice("logs", "UpdatePipeline/SelfMutate")
            #expect(log.output.contains("the pipeline is up to date (no changes)"), "\(log.words)")
            let stacks = try await place.sluice("stacks")
            #expect(stacks.exitCode == 0 && stacks.output.contains("prod (Prepare, Deploy)"), "\(stacks.words)")
            #expect(!stacks.errors.contains("synthesising"), "\(stacks.words)")
            let again = try await place.sluice("deploy", "--yes")
            #expect(again.output.contains("Nothing to deploy: "), "\(again.words)")
        }
    }

    static let files = [
        "cdk.json": #"{"app": "\#(python ?? "python3") app.py"}"#, ".gitignore": "cdk.out\n__pycache__\n",
        "app.py": app, "page/index.html": "<h1>Shop</h1>\n",
    ]

    private static let app = """
        from aws_cdk import App, CfnOutput, NestedStack, Stack, Stage
        from aws_cdk import aws_codecommit as codecommit, aws_s3 as s3, aws_s3_assets as assets, aws_sns as sns
        from aws_cdk import pipelines
        from constructs import Construct


        class Alarms(NestedStack):
            def __init__(self, scope: Construct, id: str):
                super().__init__(scope, id)
                sns.Topic(self, "Topic")


        class Shop(Stack):
            def __init__(self, scope: Construct, id: str):
                super().__init__(scope, id)
                bucket = s3.Bucket(self, "Bucket")
                page = assets.Asset(self, "Page", path="page")
                Alarms(self, "Alarms")
                CfnOutput(self, "Where", value=bucket.bucket_name)
                CfnOutput(self, "PageKey", value=page.s3_object_key)


        class Environment(Stage):
            def __init__(self, scope: Construct, id: str):
                super().__init__(scope, id)
                Shop(self, "Shop")


        app = App()
        stack = Stack(app, "PipelineStack")
        repository = codecommit.Repository.from_repository_name(stack, "Code", "shop")
        pipeline = pipelines.CodePipeline(
            stack, "Pipeline", pipeline_name="shop",
            synth=pipelines.ShellStep(
                "Synth", input=pipelines.CodePipelineSource.code_commit(repository, "main"),
                install_commands=["npm install -g aws-cdk@2"], commands=["npx cdk synth"]))
        development = pipeline.add_wave("Development")
        for name in ["dev", "test"]:
            development.add_stage(Environment(app, name))
        pipeline.add_wave("Production").add_stage(Environment(app, "prod"))
        app.synth()

        """
}
