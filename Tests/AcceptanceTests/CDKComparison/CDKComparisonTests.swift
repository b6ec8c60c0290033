import Foundation
import Testing

/// The CDK CLI and sluice, on the same app, each with an emulator of its own that begins empty: after every step both have the
/// same stacks and the same objects, both have written the same, and sluice has read nothing that the CLI has not.
@Suite(
    "The CDK CLI and sluice on the same app",
    .enabled(if: Emulator.python != nil, "no ministack 1.5.33: set SLUICE_TEST_PYTHON to a Python that has it"),
    .enabled(
        if: RealCDKTests.python != nil, "set SLUICE_CDK_PYTHON to a Python with aws-cdk-lib, on a machine with Node"),
    .enabled(if: CDKCLI.program != nil, "there is no CDK CLI: put `cdk` on the PATH, or name it in SLUICE_CDK_CLI"),
    .timeLimit(.minutes(20)))
struct CDKComparisonTests {
    @Test("Not bootstrapped, bootstrapped, n, y, no change, change, failure, repair, deletion")
    func life() async throws {
        try await Comparison.of(RealApp()) { comparison in
            try await comparison.step("deploy PipelineStack", exits: 1)
            try await comparison.bootstrap()
            try await comparison.refusal("deploy PipelineStack")
            try await comparison.agreement("deploy PipelineStack")
            try await comparison.step("deploy --all")
            try await comparison.step("deploy dev/Shop")
            try await comparison.outputs("deploy PipelineStack dev/Shop")
            try await comparison.exchange("deploy dev/Shop")

            try await comparison.change(to: RealApp(title: "Second", words: "<!doctype html>\n<h1>Second</h1>\n"))
            try await comparison.step("deploy dev/Shop --parameters dev-Shop:Size=large -t team=shop -t stage=dev")
            try await comparison.change(to: RealApp(title: "Second", secret: "none"))
            try await comparison.step("deploy dev/Shop", exits: 1)
            try await comparison.step("deploy test/Shop", exits: 1)
            try await comparison.change(to: RealApp(title: "Third"))
            try await comparison.step("deploy */Shop")
            try await comparison.step("destroy */Shop")
            try await comparison.step("destroy --all")
        }
    }

    @Test("What cdk.json says of deploying, and what the app says against itself, counts for both")
    func settings() async throws {
        let tags = #""tags": [{"Key": "owner", "Value": "ada"}], "rollback": false, "outputsFile": "../outputs.json","#
        try await Comparison.of(RealApp(settings: tags), eachRuns: true) { comparison in
            try await comparison.bootstrap()
            try await comparison.step("deploy dev/Shop")
            try await comparison.change(to: RealApp(settings: tags, title: "Second", refused: "test/Shop"))
            try await comparison.step("deploy dev/Shop -t owner=bob")
            for command in ["deploy test/Shop", "synth"] {
                try await comparison.refusal(command, saying: "it is refused")
            }
            try await comparison.change(to: RealApp(settings: tags, title: "Third", refused: "rule"))
            try await comparison.refusal("deploy PipelineStack", saying: "Pipelines are watched")
            try await comparison.refusal("synth", saying: "Synthesis finished with errors")
            try await comparison.step("deploy dev/Shop")
        }
    }

    @Test("The same app is synthesised to the same assembly")
    func assembly() async throws {
        try await Workplace.project(RealApp().files) { place in
            let ours = try await place.sluice("synth")
            #expect(ours.exitCode == 0, "\(ours.words)")
            let cdk = Rival(
                place, try #require(CDKCLI.program), [], CDKCLI.variables.merging(["AWS_REGION": "us-east-1"]) { $1 },
                log: place.folder)
            let theirs = try await cdk.run(["synth", "--quiet", "--no-notices", "--output", "theirs"])
            #expect(theirs.exitCode == 0, "\(theirs.words)")
            // How long it took, and the stack traces of constructs, are not the assembly.
            let files = ["--exclude=performance-counters.json", "--exclude=*.metadata.json", "cdk.out", "theirs"]
            let difference = try await Command.run(
                URL(filePath: "/usr/bin/env"), ["diff", "--recursive"] + files, in: place.checkout,
                environment: place.environment)
            #expect(difference.exitCode == 0, "\(difference.words)")
        }
    }
}
