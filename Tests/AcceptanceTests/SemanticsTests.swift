import Foundation
import Testing

@Suite("What CodePipeline's stages can do, from the shell", .timeLimit(.minutes(10)))
struct SemanticsTests {
    @Test("Where there is room for one build and no queue, builds that follow each other find the room free")
    func oneBuildAfterTheOther() async throws {
        let actions = (0..<12).map { "    Say\($0): { buildspec: say.yml, runOrder: \($0 + 1) }\n" }.joined()
        let files = [
            "pipeline.yml": "pipeline: shop\nsource: main\nstages:\n  Build:\n\(actions)",
            "say.yml": "version: 0.2\nphases:\n  build:\n    commands:\n      - echo said >> @HERE@/ran\n",
        ]
        try await Workplace.project(files) { place in
            try place.configure(#"{"builds": {"concurrent": 1, "queued": 0}}"#)
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(place.lines("ran").count == 12)
        }
    }

    @Test("A preflight's builds wait for room, where those of the pipeline are turned away")
    func patientPreflight() async throws {
        let files = [
            "pipeline.yml":
                "pipeline: shop\nsource: main\nstages:\n  Build:\n    One: { buildspec: say.yml }\n    Two: { buildspec: say.yml }\n",
            "say.yml": "version: 0.2\nphases:\n  build:\n    commands:\n      - echo said >> @HERE@/ran\n",
        ]
        try await Workplace.project(files) { place in
            try place.configure(#"{"builds": {"concurrent": 1, "queued": 0}}"#)
            let preflight = try await place.sluice("preflight")
            #expect(preflight.exitCode == 0, "\(preflight.words)")
            #expect(place.lines("ran") == ["said", "said"])
            #expect(
                try await place.sluice("deploy", "--yes").errors.contains("Cannot have more than 0 builds in queue"))
        }
    }

    @Test("A stopped PARALLEL execution shows what it had done as done, and why it was stopped")
    func stoppedParallel() async throws {
        let pipeline = """
            pipeline: shop
            source: main
            mode: parallel
            stages:
              Release:
                Approve: approval

            """
        try await Workplace.project(["pipeline.yml": pipeline]) { place in
            #expect(try await place.sluice("deploy", "--yes", "--no-follow").exitCode == 0)
            try await place.waitForApproval()
            #expect(try await place.sluice("stop", "--abandon", "--yes", "--reason", "Code freeze").exitCode == 0)
            let stages = try await place.sluice("stages")
            #expect(stages.output.contains(#/Source +Succeeded/#), "\(stages.words)")
            #expect(stages.output.contains(#/Release +Stopped/#), "\(stages.words)")
            let id = try #require(try await place.sluice("history").output.firstMatch(of: #/[0-9a-f]{8}/#)?.output)
            #expect(try await place.sluice("execution", String(id)).output.contains("  reason   Code freeze"))
        }
    }

    @Test("An execution of a PARALLEL pipeline is looked into, approved and followed like any other")
    func parallel() async throws {
        let pipeline = """
            pipeline: shop
            source: main
            mode: parallel
            stages:
              Release:
                Approve: approval
              Ship:
                Say: ["echo shipped >> @HERE@/ran"]

            """
        try await Workplace.project(["pipeline.yml": pipeline]) { place in
            #expect(try await place.sluice("deploy", "--yes", "--no-follow").exitCode == 0)
            try await place.waitForApproval()
            #expect(try await place.sluice("stages").output.contains("waits for approval"))
            let approve = try await place.sluice("approve", "--yes")
            #expect(approve.exitCode == 0 && approve.errors.contains("First"), "\(approve.words)")
            let watch = try await place.sluice("watch")
            #expect(watch.exitCode == 0, "\(watch.words)")
            #expect(place.lines("ran") == ["shipped"])
            let action = try await place.sluice("action", "Ship/Say")
            #expect(action.exitCode == 0 && action.output.contains("echo shipped"), "\(action.words)")
        }
    }

    @Test("A stage that fails is run again by itself where that is declared")
    func automaticRetry() async throws {
        let pipeline = """
            pipeline: shop
            source: main
            stages:
              Work:
                onFailure: { result: RETRY }
                Try: ["echo try >> @HERE@/ran; test $(wc -l < @HERE@/ran) -ge 2"]

            """
        try await Workplace.project(["pipeline.yml": pipeline]) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(place.lines("ran") == ["try", "try"])
        }
    }

    @Test("A condition's commands decide whether a stage counts as succeeded")
    func condition() async throws {
        let pipeline = """
            pipeline: shop
            source: main
            stages:
              Work:
                onSuccess:
                  conditions:
                    - result: FAIL
                      rules:
                        - name: Look
                          ruleTypeId: { category: Rule, owner: AWS, provider: Commands, version: "1" }
                          commands: ["test -e @HERE@/good"]
                          inputArtifacts: [{ name: Source }]
                Say: ["true"]

            """
        try await Workplace.project(["pipeline.yml": pipeline]) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 1, "\(deploy.words)")
            #expect(deploy.errors.contains("✗ Work  failed by its condition: rule Look"), "\(deploy.words)")
            #expect(deploy.output.contains("shop failed in Work"), "\(deploy.words)")
            let stages = try await place.sluice("stages")
            #expect(stages.output.contains("success condition: Failed"), "\(stages.words)")
            try Data().write(to: place.folder.appending(path: "good"))
            let retry = try await place.sluice("retry", "Work", "--all")
            #expect(retry.exitCode == 0, "\(retry.words)")
        }
    }

    @Test("A stage is rolled back to what an earlier execution carried")
    func rollback() async throws {
        let pipeline = """
            pipeline: shop
            source: main
            stages:
              Ship:
                Copy: ["cat page >> @HERE@/shown"]

            """
        try await Workplace.project(["pipeline.yml": pipeline, "page": "one\n"]) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            try place.write(["page": "two\n"])
            #expect(try await place.sluice("commit", "-m", "Second").exitCode == 0)
            #expect(try await place.sluice("push").exitCode == 0)
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            let rollback = try await place.sluice("rollback", "Ship", "--yes")
            #expect(rollback.exitCode == 0, "\(rollback.words)")
            #expect(place.lines("shown") == ["one", "two", "one"])
        }
    }

    @Test("An artifact's files are put into the folder of a bucket; what else is there stays")
    func deployToBucket() async throws {
        let pipeline = """
            pipeline: shop
            source: main
            stages:
              Ship:
                Site:
                  actionTypeId: Deploy/S3
                  configuration: { BucketName: site-bucket, Extract: "true", ObjectKey: "web/v1" }
                  inputs: [Source]

            """
        try await Workplace.project(["pipeline.yml": pipeline, "pages/a.html": "one"]) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(place.lines("home/state/buckets/site-bucket/web/v1/pages/a.html") == ["one"])
            try await place.git("mv", "pages/a.html", "pages/b.html")
            #expect(try await place.sluice("commit", "-m", "Move").exitCode == 0)
            #expect(try await place.sluice("push").exitCode == 0)
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            for page in ["a", "b"] {
                #expect(place.lines("home/state/buckets/site-bucket/web/v1/pages/\(page).html") == ["one"])
            }
        }
    }

    @Test("An object of a bucket is a source, and an artifact is deployed as one object")
    func bucketToBucket() async throws {
        let pipeline = """
            pipeline: shop
            stages:
              Source:
                Files:
                  actionTypeId: Source/S3
                  configuration: { S3Bucket: inbox, S3ObjectKey: site/v1 }
                  outputs: [Site]
              Ship:
                Archive:
                  actionTypeId: Deploy/S3
                  configuration: { BucketName: outbox, Extract: "false", ObjectKey: "site.zip" }
                  inputs: [Site]

            """
        try await Workplace.project(["pipeline.yml": pipeline]) { place in
            let missing = try await place.sluice("deploy", "--yes")
            #expect(
                missing.exitCode == 1 && missing.errors.contains("does not exist in the bucket 'inbox'"),
                "\(missing.words)")
            let object = place.state.appending(path: "buckets/inbox/site/v1")
            try FileManager.default.createDirectory(at: object, withIntermediateDirectories: true)
            try Data("one".utf8).write(to: object.appending(path: "page"))
            let retry = try await place.sluice("retry", "Source")
            #expect(retry.exitCode == 0, "\(retry.words)")
            let listing = try await Command.run(
                URL(filePath: "/usr/bin/env"),
                ["python3", "-m", "zipfile", "-e", place.state.appending(path: "buckets/outbox/site.zip").path, "out"],
                in: place.folder, environment: place.environment)
            #expect(listing.exitCode == 0, "\(listing.words)")
            #expect(place.lines("out/page") == ["one"])
        }
    }

    /// Its source comes as a full clone; what is done with it is to follow.
    private static let cloning = """
        pipeline: shop
        stages:
          Source:
            Code:
              actionTypeId: Source/CodeStarSourceConnection
              configuration:
                ConnectionArn: "arn:aws:codeconnections:us-east-1:123456789012:connection/1"
                FullRepositoryId: shop/shop
                BranchName: main
                OutputArtifactFormat: CODEBUILD_CLONE_REF
              outputs: [Code]

        """

    @Test("A source as a full clone reaches the build with its history")
    func clone() async throws {
        let pipeline =
            Self.cloning + """
                  Work:
                    Count:
                      actionTypeId: Build/CodeBuild
                      configuration: { ProjectName: count }
                      inputs: [Code]

                """
        let buildspec = "version: 0.2\nphases: {build: {commands: ['git log --format=%s >> @HERE@/history']}}\n"
        try await Workplace.project(["pipeline.yml": pipeline, "buildspec.yml": buildspec]) { place in
            try place.write(["more": "1"])
            #expect(try await place.sluice("commit", "-m", "Second").exitCode == 0)
            #expect(try await place.sluice("push").exitCode == 0)
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(place.lines("history") == ["Second", "First"])
        }
    }

    @Test("A full clone is no artifact for anything but a build", arguments: ["true", "false"])
    func cloneIntoBucket(extract: String) async throws {
        let pipeline =
            Self.cloning + """
                  Ship:
                    Site:
                      actionTypeId: Deploy/S3
                      configuration: { BucketName: site-bucket, Extract: "\(extract)", ObjectKey: site }
                      inputs: [Code]

                """
        try await Workplace.project(["pipeline.yml": pipeline]) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 1 && deploy.errors.contains("CODEBUILD_CLONE_REF"), "\(deploy.words)")
            #expect(!FileManager.default.fileExists(atPath: place.state.appending(path: "buckets/site-bucket").path))
        }
    }

    @Test("Nothing is deployed through a link that an earlier artifact left in the bucket")
    func linkInBucket() async throws {
        let pipeline = """
            pipeline: shop
            source: main
            stages:
              Ship:
                Site:
                  actionTypeId: Deploy/S3
                  configuration: { BucketName: site-bucket, Extract: "true" }
                  inputs: [Source]

            """
        try await Workplace.project(["pipeline.yml": pipeline]) { place in
            let outside = place.folder.appending(path: "outside", directoryHint: .isDirectory)
            try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
            let link = place.checkout.appending(path: "pages")
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: outside)
            #expect(try await place.sluice("commit", "-m", "Link").exitCode == 0)
            #expect(try await place.sluice("push").exitCode == 0)
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            try FileManager.default.removeItem(at: link)
            try place.write(["pages/a.html": "one"])
            #expect(try await place.sluice("commit", "-m", "Folder").exitCode == 0)
            #expect(try await place.sluice("push").exitCode == 0)
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 1 && deploy.errors.contains("is a link"), "\(deploy.words)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
        }
    }

    @Test("A push that a trigger means starts the pipeline with its commit; another push does not")
    func trigger() async throws {
        let pipeline = """
            pipeline: shop
            source: main
            triggers:
              - providerType: CodeStarSourceConnection
                gitConfiguration:
                  sourceActionName: Source
                  push: [{ branches: { includes: [main] }, filePaths: { includes: ["pages/**"] } }]
            stages:
              Ship:
                Say: ["echo $CODEBUILD_RESOLVED_SOURCE_VERSION >> @HERE@/ran"]

            """
        try await Workplace.project(["pipeline.yml": pipeline]) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            try place.write(["notes.txt": "one"])
            #expect(try await place.sluice("commit", "-m", "Notes").exitCode == 0)
            let other = try await place.sluice("push")
            #expect(other.exitCode == 0 && !other.errors.contains("trigger"), "\(other.words)")
            try place.write(["pages/a.html": "one"])
            #expect(try await place.sluice("commit", "-m", "Page").exitCode == 0)
            let push = try await place.sluice("push")
            #expect(push.exitCode == 0 && push.errors.contains("its trigger starts shop"), "\(push.words)")
            #expect(try await place.sluice("watch").exitCode == 0)
            let head = try await place.git("rev-parse", "HEAD").output.trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(place.lines("ran").last == head && place.lines("ran").count == 2)
        }
    }
}
