import Foundation
import Testing

/// The commands as they work on AWS: one endpoint per service, signatures, no event stream, nothing of our extension. The
/// engine takes AWS's place; it speaks the same protocol over TCP.
@Suite("The same commands on AWS", .timeLimit(.minutes(10)))
struct AWSEndpointTests {
    private static let declaration = """
        pipeline: shop
        source: main
        stages:
          Build:
            Unit: { buildspec: unit.yml }
          Release:
            Approve: approval

        """

    private static let files = [
        "pipeline.yml": declaration,
        "unit.yml":
            "version: 0.2\nphases:\n  build:\n    commands:\n      - echo hello from the build\n      - cat ok\n",
    ]

    /// Runs `body` with what points the AWS commands at an engine that has the pipeline already.
    private func onAWS(
        _ files: [String: String], _ body: (Workplace, [String: String]) async throws -> Void
    ) async throws {
        try await Workplace.project(files) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 1)
            try await place.serving { exports in
                let home = ["HOME": place.folder.path, "AWS_EC2_METADATA_DISABLED": "true"]
                try await body(place, exports.merging(home) { $1 })
            }
        }
    }

    @Test("Looking, deploying, following, approving: each command does there what it does here")
    func commands() async throws {
        try await onAWS(Self.files) { place, aws in
            func sluice(_ words: String...) async throws -> Command {
                var words = words
                words.insert(contentsOf: ["--endpoint", "aws"], at: 0)
                return try await Command.run(
                    Workplace.executable, words, in: place.checkout, environment: place.environment.merging(aws) { $1 })
            }
            let stages = try await sluice("stages")
            #expect(stages.exitCode == 0 && stages.output.contains("Build"), "\(stages.words)")
            let action = try await sluice("action", "Build/Unit")
            #expect(action.exitCode == 0 && action.output.contains("cat ok"), "\(action.words)")
            let log = try await sluice("logs", "-f", "Build/Unit")
            #expect(log.exitCode == 0 && log.output.contains("hello from the build"), "\(log.words)")
            try place.write(["ok": "ok\n"])
            try await place.commitAll("Second")
            try await place.git("push", "--quiet")
            let deploy = try await sluice("deploy", "--yes", "--no-follow")
            #expect(deploy.exitCode == 0 && deploy.words.contains("arn:aws:codepipeline:"), "\(deploy.words)")
            try await untilItWaits(sluice)
            let approve = try await sluice("--yes", "approve")
            #expect(approve.exitCode == 0 && approve.output.contains("Second"), "\(approve.words)")
            let watch = try await sluice("watch")
            #expect(watch.exitCode == 0 && watch.output.contains("shop succeeded"), "\(watch.words)")
            let history = try await sluice("history")
            #expect(history.output.contains("Succeeded") && history.output.contains("Failed"), "\(history.words)")
            let disable = try await sluice("disable", "Release", "--reason", "closed")
            #expect(disable.exitCode == 0, "\(disable.words)")
            let closed = try await sluice("stages")
            #expect(closed.output.contains("closed"), "\(closed.words)")
            let enable = try await sluice("enable", "Release")
            #expect(enable.exitCode == 0, "\(enable.words)")
            let open = try await sluice("stages")
            #expect(!open.output.contains("closed"), "\(open.words)")
        }
    }

    @Test("Stopping waits for what runs, and abandoning does not")
    func stopping() async throws {
        try await Workplace.waiting { place, reached, gate in
            try await place.startAndReach(reached)
            try await place.serving { exports in
                func sluice(_ words: String...) async throws -> Command {
                    try await place.sluice(["--endpoint", "aws"] + words, with: exports)
                }
                let stop = try await sluice("stop", "--yes", "--reason", "Wrong price")
                #expect(stop.exitCode == 0 && stop.output.contains("after its running actions"), "\(stop.words)")
                let again = try await sluice("stop", "--yes")
                #expect(again.exitCode == 1, "\(again.words)")
                gate.sendLine()
                let end = try await sluice("watch")
                #expect(end.exitCode == 1 && end.output.contains("stopped"), "\(end.words)")
                let builds = place.lines("ran")
                #expect(builds == ["wait"])

                let retry = try await sluice("retry", "--yes", "--all", "--no-follow")
                #expect(retry.exitCode == 0, "\(retry.words)")
                try await reached.waitForLine()
                let abandon = try await sluice("stop", "--abandon", "--yes")
                #expect(abandon.exitCode == 0 && abandon.output.contains("stopped execution"), "\(abandon.words)")
                let history = try await sluice("history")
                #expect(history.output.contains("Stopped"), "\(history.words)")
                #expect(place.lines("ran") == ["wait", "wait"])
            }
        }
    }

    /// Looks until the approval waits; nothing tells.
    private func untilItWaits(_ sluice: (String...) async throws -> Command) async throws {
        while true {
            let stages = try await sluice("stages")
            try #require(stages.exitCode == 0, "\(stages.words)")
            if stages.output.contains("waits for approval") { return }
        }
    }

    @Test("A profile alone means AWS, and keys and endpoints come from AWS's own files")
    func profile() async throws {
        try await onAWS(Self.files) { place, aws in
            let folder = place.folder.appending(path: ".aws")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let config = """
                [profile dev]
                region = \(aws["AWS_REGION"] ?? "")
                services = here
                aws_access_key_id = \(aws["AWS_ACCESS_KEY_ID"] ?? "")
                aws_secret_access_key = \(aws["AWS_SECRET_ACCESS_KEY"] ?? "")
                [services here]
                codepipeline =
                  endpoint_url = \(aws["AWS_ENDPOINT_URL_CODEPIPELINE"] ?? "")

                """
            try Data(config.utf8).write(to: folder.appending(path: "config"))
            let bare = ["HOME": place.folder.path, "AWS_EC2_METADATA_DISABLED": "true"]
            let stages = try await place.sluice("--profile", "dev", "stages", with: bare)
            #expect(stages.exitCode == 0 && stages.output.contains("Failed"), "\(stages.words)")
            let missing = try await place.sluice("--profile", "prod", "stages", with: bare)
            #expect(missing.exitCode == 2 && missing.errors.contains("no profile 'prod'"), "\(missing.words)")
            let nowhere = try await place.sluice("--endpoint", "aws", "stages", with: bare)
            #expect(nowhere.exitCode == 2 && nowhere.errors.contains("AWS_REGION"), "\(nowhere.words)")
            let nobody = try await place.sluice(
                "--endpoint", "aws", "stages", with: bare.merging(["AWS_REGION": "eu-west-1"]) { $1 })
            #expect(nobody.exitCode == 4 && nobody.errors.contains("No AWS credentials"), "\(nobody.words)")
            let local = try await place.sluice("--endpoint", "local", "--profile", "dev", "stages", with: bare)
            #expect(local.exitCode == 2, "\(local.words)")
        }
    }

    @Test("A refused signature names the call, the region and whose keys they were, and no key")
    func refusal() async throws {
        try await onAWS(Self.files) { place, aws in
            let wrong = aws.merging(["AWS_SECRET_ACCESS_KEY": "not-the-secret"]) { $1 }
            let stages = try await place.sluice("--endpoint", "aws", "stages", with: wrong)
            #expect(stages.exitCode == 1, "\(stages.words)")
            #expect(stages.errors.contains("GetPipelineState in us-east-1 with the environment"), "\(stages.words)")
            #expect(!stages.words.contains("not-the-secret"), "\(stages.words)")
        }
    }

    @Test("A full queue: on AWS no waiting helps where no build may wait, and the quota is named; here it does help")
    func fullQueue() async throws {
        let files = [
            "pipeline.yml": """
            pipeline: shop
            source: main
            stages:
              Build:
                One: { buildspec: wait.yml }
                Two: { buildspec: wait.yml }

            """,
            "wait.yml": "version: 0.2\nphases:\n  build:\n    commands:\n      - sleep 2\n",
        ]
        try await Workplace.project(files) { place in
            let configuration = place.home.appending(path: "config")
            try FileManager.default.createDirectory(at: configuration, withIntermediateDirectories: true)
            try Data(#"{"builds": {"concurrent": 1, "queued": 0}}"#.utf8)
                .write(to: configuration.appending(path: "engine.json"))
            #expect(try await place.sluice("deploy", "--yes").exitCode == 1)
            try await place.serving { exports in
                let there = try await place.sluice("--endpoint", "aws", "retry", "--when-free", with: exports)
                #expect(there.exitCode == 1, "\(there.words)")
                #expect(there.errors.contains("Concurrently running builds"), "\(there.words)")
                let here = try await place.sluice("retry", "--when-free")
                #expect(here.exitCode == 0 && here.output.contains("shop succeeded"), "\(here.words)")
            }
        }
    }

    @Test(
        "A retry after the structure has changed starts the same revisions anew, once somebody has said yes",
        .enabled(if: AmazonCLI.isInstalled, "no AWS CLI"))
    func changedStructure() async throws {
        try await onAWS(Self.files) { place, aws in
            try place.write(["pipeline.yml": Self.declaration + "  Later:\n    Last: [\"true\"]\n"])
            let input = try await place.sluice("--json", "pipeline").json
            try await AmazonCLI(place: place, exports: aws)("codepipeline", "update-pipeline", input: input)
            let asking = try await place.sluice("--endpoint", "aws", "retry", with: aws)
            #expect(asking.exitCode == 3 && asking.words.contains("structure has changed"), "\(asking.words)")
            let retry = try await place.sluice("--endpoint", "aws", "retry", "--yes", "--no-follow", with: aws)
            #expect(retry.exitCode == 0, "\(retry.words)")
            let history = try await place.sluice("--endpoint", "aws", "history", with: aws)
            #expect(history.output.split(separator: "\n").count >= 2, "\(history.words)")
        }
    }
}
