import Foundation
import Testing

@Suite("A CDK app as the project", .timeLimit(.minutes(10)))
struct CDKStoryTests {
    @Test("Its pipeline runs here unchanged: synth, self-mutation, assets, and a rehearsed wave")
    func pipeline() async throws {
        try await Workplace.project(CDKProject().files) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(deploy.errors.contains("synthesising: it was not synthesised here yet"))
            #expect(deploy.words.contains("Stages: Source → Build → UpdatePipeline → Assets → Environments"))
            #expect(deploy.words.contains("UpdatePipeline will find nothing to change: "), "\(deploy.words)")
            for environment in ["dev", "test"] {
                let stack = "\(environment)-shop"
                #expect(
                    deploy.words.contains("rehearsed change set PipelineChange of \(stack): resources 1 added"),
                    "\(deploy.words)")
                #expect(deploy.words.contains("rehearsed creating \(stack): resources 1 added"))
            }
            #expect(!deploy.words.contains(".Deploy  succeeded"), "\(deploy.words)")
            #expect(place.lines("home/state/buckets/cdk-assets-123456789012-us-east-1/page.html") == ["<h1>Shop</h1>"])
            // Once for the shell, once in the build.
            #expect(place.lines("synths").count == 2)

            let log = try await place.sluice("logs", "UpdatePipeline/SelfMutate")
            #expect(log.output.contains("[sluice] aws-cdk@2: provided by sluice, nothing is installed"), "\(log.words)")
            #expect(log.output.contains("shop: the pipeline is up to date (no changes)"), "\(log.words)")
            let again = try await place.sluice("deploy", "--yes")
            #expect(again.exitCode == 0 && again.output.contains("Nothing to deploy: "), "\(again.words)")
            #expect(place.lines("synths").count == 2)
            let difference = try await place.sluice("diff", "dev-shop")
            #expect(difference.output.contains("nothing would change"), "\(difference.words)")
            try place.write(CDKProject(tags: ["team": "shop"]).files(in: place))
            let tagged = try await place.sluice("diff", "dev-shop", "--fail")
            #expect(tagged.exitCode == 1 && tagged.output.contains("[+]  tag team: shop"), "\(tagged.words)")
        }
    }

    @Test("deploy --local runs it on this machine, also where the endpoint is AWS")
    func localDeployment() async throws {
        try await Workplace.project(CDKProject().files) { place in
            let aws = [
                "AWS_REGION": "eu-west-1", "AWS_EC2_METADATA_DISABLED": "true", "HOME": place.folder.path,
                "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
            ]
            let there = try await place.sluice("--endpoint", "aws", "deploy", "--yes", with: aws)
            #expect(there.exitCode == 4, "\(there.words)")
            let here = try await place.sluice("--endpoint", "aws", "deploy", "--local", "--yes", with: aws)
            #expect(here.exitCode == 0 && here.words.contains("rehearsed creating dev-shop"), "\(here.words)")
            #expect(here.errors.contains("On the local engine"), "\(here.words)")
            let stages = try await place.sluice("stages")
            #expect(stages.output.contains("dev.Deploy"), "\(stages.words)")
            let stack = try await place.sluice("deploy", "--local", "dev-shop")
            #expect(stack.exitCode == 2, "\(stack.words)")
        }
    }

    @Test("A pushed commit with another pipeline updates the pipeline, which starts again", arguments: ["V1", "V2"])
    func selfMutation(type: String) async throws {
        var project = CDKProject(pipelineType: type)
        try await Workplace.project(project.files) { place in
            let first = try await place.sluice("deploy", "--yes")
            #expect(first.exitCode == 0, "\(first.words)")
            project.environments = ["dev", "test", "prod"]
            try place.write(project.files(in: place))
            try await place.commitAll("Add prod")
            try await place.git("push", "--quiet")
            try await place.git("checkout", "--quiet", "HEAD~1")

            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(deploy.output.contains("What is on the disk is not what goes out"), "\(deploy.words)")
            #expect(deploy.words.contains("The pipeline has updated itself and started again"), "\(deploy.words)")
            #expect(deploy.words.contains("rehearsed creating prod-shop"), "\(deploy.words)")
            let history = try await place.sluice("history")
            #expect(history.output.contains("Cancelled"), "\(history.words)")
            let stages = try await place.sluice("stages")
            #expect(stages.output.contains("prod.Deploy"), "\(stages.words)")
        }
    }

    @Test("A synth happens again when something that the app can read has changed, and the reason is said")
    func memory() async throws {
        try await Workplace.project(CDKProject().files) { place in
            let first = try await place.sluice("synth")
            #expect(first.exitCode == 0 && first.output.contains("pipeline shop"), "\(first.words)")
            let second = try await place.sluice("synth")
            #expect(second.output.contains("unchanged"), "\(second.words)")
            try place.write(["assembly/notes.txt": "new"])
            let third = try await place.sluice("stacks")
            #expect(third.errors.contains("synthesising: assembly/notes.txt is new"), "\(third.words)")
            #expect(third.output.contains("Environments (Prepare, Deploy)"), "\(third.words)")
            let fourth = try await place.sluice("synth", with: ["GREETING": "hello"])
            #expect(fourth.errors.contains("synthesising: the variable GREETING changed"), "\(fourth.words)")
            #expect(place.lines("synths").count == 3)
        }
    }

    @Test("Stacks are shown without an engine: resources, outputs, template")
    func stacks() async throws {
        try await Workplace.project(CDKProject().files) { place in
            let open = try await place.sluice("open")
            #expect(
                open.output.hasPrefix("shop: Source → Build → UpdatePipeline → Assets → Environments\n"),
                "\(open.words)")
            #expect(
                open.output.contains("Environments (Prepare, Deploy)"),
                "\(open.words)")
            let resources = try await place.sluice("resources", "test-shop")
            #expect(resources.output.contains("AWS::S3::Bucket"), "\(resources.words)")
            let outputs = try await place.sluice("outputs", "test-shop")
            #expect(outputs.output.contains("test-bucket"), "\(outputs.words)")
            let template = try await place.sluice("template", "PipelineStack/dev/devShop")
            #expect(template.exitCode == 2, "\(template.words)")
            let known = try await place.sluice("template", "dev-shop")
            #expect(known.output.contains("\"dev-shop\""), "\(known.words)")
            let difference = try await place.sluice("diff", "dev-shop")
            #expect(difference.output.contains("never rehearsed: all of it is new"), "\(difference.words)")
        }
    }
}

@Suite("What a rehearsal finds", .timeLimit(.minutes(10)))
struct RehearsalStoryTests {
    @Test("A stack that imports what nobody exports fails before AWS sees it")
    func missingExport() async throws {
        try await Workplace.project(CDKProject(imports: "nowhere").files) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 1, "\(deploy.words)")
            #expect(deploy.words.contains("No export named nowhere found"), "\(deploy.words)")
        }
    }

    @Test(
        "A stack that a build deploys by itself is rehearsed as one of an action: what would change, and what would be refused"
    )
    func byBuild() async throws {
        func files(_ properties: String) -> [String: String] {
            let stack =
                #"{"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region", "#
                + #""properties": {"templateFile": "shop.template.json", "parameters": {"Size": "1"}}}"#
            let pipeline =
                "pipeline: shop\nsource: main\nstages:\n  Ship:\n    Shop: [npx cdk deploy shop --parameters Size=2]\n"
            return [
                "pipeline.yml": pipeline, "cdk.json": #"{"app": "assembly"}"#,
                "assembly/manifest.json": #"{"version": "55.0.0", "artifacts": {"shop": \#(stack)}}"#,
                "assembly/shop.template.json": """
                {"Parameters": {"Size": {"Type": "Number", "AllowedValues": [1, 2]}},
                 "Resources": {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {\(properties)}}}}
                """,
            ]
        }
        try await Workplace.project(files(#""BucketName": "one""#)) { place in
            func deploy(_ properties: String) async throws -> (code: Int32, log: String) {
                try place.write(files(properties))
                try await place.git("commit", "--quiet", "--all", "--allow-empty", "--message", "Next")
                try await place.git("push", "--quiet")
                let deploy = try await place.sluice("deploy", "--yes")
                return (deploy.exitCode, try await place.sluice("logs", "Ship/Shop").output)
            }
            let first = try await deploy(#""BucketName": "one""#)
            #expect(first.code == 0 && first.log.contains("rehearsed creating shop: resources 1 added"), "\(first.log)")
            let second = try await deploy(#""BucketName": {"Fn::Sub": "two-${Size}"}"#)
            #expect(second.log.contains("rehearsed updating shop: resources 1 replaced"), "\(second.log)")
            #expect(second.log.contains(#"BucketName: "one" -> "two-2""#), "\(second.log)")
            let refused = try await deploy(#""BucketName": {"Fn::ImportValue": "nowhere"}"#)
            #expect(refused.code == 1 && refused.log.contains("No export named nowhere found"), "\(refused.log)")
        }
    }

    @Test("A preflight builds what is on the disk and leaves repository, pipelines and rehearsals as they are")
    func preflight() async throws {
        try await Workplace.project(CDKProject().files) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            try place.write(CDKProject(bucketName: "other").files(in: place))
            try await place.git("add", "assembly/assembly-dev")
            try place.write(["new.txt": "untracked"])
            let before = try await place.repositoryState()

            let preflight = try await place.sluice("preflight")
            #expect(preflight.exitCode == 0, "\(preflight.words)")
            #expect(
                preflight.words.contains("rehearsed updating dev-shop: resources 1 replaced"), "\(preflight.words)")
            #expect(preflight.words.contains("shop-preflight succeeded"), "\(preflight.words)")
            #expect(try await place.repositoryState() == before)
            // The real rehearsal is still of the committed files.
            let difference = try await place.sluice("diff", "dev-shop")
            #expect(difference.output.contains("dev-other"), "\(difference.words)")
            let history = try await place.sluice("history")
            #expect(history.output.split(separator: "\n").count == 1, "\(history.words)")
        }
    }

    @Test("An app that its own rules refuse goes nowhere: not from here, not in a preflight, not in the Build step")
    func refusedByRules() async throws {
        let report = """
            {"version": "55.0.0", "pluginReports": [{"pluginName": "rules", "conclusion": "failure", "violations": [
              {"ruleName": "B1", "description": "Buckets are private", "severity": "error", "violatingConstructs": [
                {"constructPath": "PipelineStack/Pipeline"}]}]}]}
            """
        let words = "error: Buckets are private (rules::B1)"
        let files = CDKProject().files.merging(["assembly/validation-report.json": report]) { $1 }
        try await Workplace.project(files) { place in
            for line in ["preflight", "deploy --yes", "synth"] {
                let refused = try await place.sluice("-c", line)
                #expect(refused.exitCode == 1 && refused.errors.contains(words), "\(line): \(refused.words)")
                #expect(refused.errors.hasSuffix("Synthesis finished with errors\n"), "\(line): \(refused.words)")
            }
            // What is pushed still has it.
            try FileManager.default.removeItem(at: place.checkout.appending(path: "assembly/validation-report.json"))
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 1, "\(deploy.words)")
            let log = try await place.sluice("logs", "Build/Synth")
            #expect(log.words.contains(words) && log.words.contains("Synthesis finished with errors"), "\(log.words)")
        }
    }

    @Test("A preflight names what it leaves out, and an app that fails is a failure before any push")
    func brokenSynth() async throws {
        try await Workplace.project(CDKProject().files) { place in
            try place.write(["app.sh": "echo the app is broken; exit 7\n"])
            let preflight = try await place.sluice("preflight")
            #expect(preflight.exitCode == 1, "\(preflight.words)")
            #expect(preflight.errors.contains("the app ended with exit code 7: sh app.sh"), "\(preflight.words)")
            #expect(preflight.errors.contains("the app is broken"), "\(preflight.words)")
        }
    }
}

extension Workplace {
    /// Everything of the repository that a preflight must not touch.
    func repositoryState() async throws -> [String] {
        var state: [String] = []
        for words in [["status", "--porcelain"], ["for-each-ref"], ["stash", "list"], ["count-objects", "-v"]] {
            let command = try await Command.run(
                URL(filePath: "/usr/bin/env"), ["git"] + words, in: checkout, environment: environment)
            state.append(command.output)
        }
        return state
    }
}

extension CDKProject {
    /// The files for a place that is there already.
    func files(in place: Workplace) -> [String: String] {
        files.mapValues { $0.replacing("@HERE@", with: place.folder.path) }
    }
}
