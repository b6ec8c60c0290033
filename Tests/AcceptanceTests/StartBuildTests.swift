import Foundation
import Testing

@Suite(
    "Builds that no pipeline starts", .timeLimit(.minutes(10)),
    .enabled(if: AmazonCLI.isInstalled, "no AWS CLI: pip install awscli"))
struct StartBuildTests {
    private static let files = [
        "pipeline.yaml": """
        Resources:
          Nightly:
            Type: AWS::CodeBuild::Project
            Properties:
              Name: nightly
              Source: { Type: GITHUB, Location: 'https://ann:s3cret-0815@github.com/acme/shop.git', BuildSpec: ci/nightly.yml }
              Artifacts: { Type: NO_ARTIFACTS }
              Environment: { Image: none, EnvironmentVariables: [{ Name: A, Value: project }, { Name: B, Value: b }] }
          Site:
            Type: AWS::CodeBuild::Project
            Properties:
              Name: site
              Source:
                Type: NO_SOURCE
                BuildSpec: |
                  version: 0.2
                  phases: { build: { commands: ["mkdir out; echo page > out/index.html; echo doc > doc; echo > @HERE@/reached"] } }
                  artifacts:
                    base-directory: out
                    files: ["**/*"]
                    secondary-artifacts: { docs: { files: [doc] } }
              Artifacts: { Type: S3, Location: site, Path: pages, Name: new }
              SecondaryArtifacts:
                - { Type: S3, ArtifactIdentifier: docs, Location: docs, NamespaceType: BUILD_ID, Name: d.zip, Packaging: ZIP }
              Environment: { Image: none }
          Two:
            Type: AWS::CodeBuild::Project
            Properties:
              Name: two
              Source:
                Type: NO_SOURCE
                BuildSpec: |
                  version: 0.2
                  phases:
                    build:
                      commands:
                        - ls | wc -l >> @HERE@/ran
                        - cat "$CODEBUILD_SRC_DIR_tools/tool" >> @HERE@/ran
                        - git -C "$CODEBUILD_SRC_DIR_shop" log --format=%s -1 >> @HERE@/ran
                        - echo "$CODEBUILD_SOURCE_VERSION_shop" >> @HERE@/ran
                        - echo > @HERE@/reached
              SecondarySources:
                - { Type: S3, Location: tools/v1, SourceIdentifier: tools }
                - { Type: GITHUB, Location: https://github.com/acme/shop.git, SourceIdentifier: shop }
              SecondarySourceVersions: [{ SourceIdentifier: shop, SourceVersion: main }]
              Artifacts: { Type: NO_ARTIFACTS }
              Environment: { Image: none }
          Dated:
            Type: AWS::CodeBuild::Project
            Properties:
              Name: dated
              Source:
                Type: NO_SOURCE
                BuildSpec: |
                  version: 0.2
                  phases: { build: { commands: ["KIND=nightly", "echo page > page; echo > @HERE@/reached"] } }
                  artifacts: { files: [page], name: "$KIND/$(cat page)-v1" }
              Artifacts: { Type: S3, Location: site, Path: pages, Name: new, OverrideArtifactName: true }
              Environment: { Image: none }
          Piped:
            Type: AWS::CodeBuild::Project
            Properties:
              Name: piped
              Source: { Type: CODEPIPELINE, BuildSpec: ci/nightly.yml }
              Artifacts: { Type: CODEPIPELINE }
          Pipeline:
            Type: AWS::CodePipeline::Pipeline
            Properties:
              Name: shop
              RoleArn: arn:aws:iam::123456789012:role/pipeline
              ArtifactStore: { Type: S3, Location: artifacts }
              Stages:
                - Name: Source
                  Actions:
                    - Name: Code
                      ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeCommit, Version: "1" }
                      Configuration: { RepositoryName: shop, BranchName: main }
                      OutputArtifacts: [{ Name: Code }]
                - Name: Release
                  Actions:
                    - Name: Approve
                      ActionTypeId: { Category: Approval, Owner: AWS, Provider: Manual, Version: "1" }

        """,
        "ci/nightly.yml": """
        version: 0.2
        phases:
          build:
            commands:
              - echo "$A $B $CODEBUILD_INITIATOR $(git rev-parse HEAD)" >> @HERE@/ran
              - echo "$CODEBUILD_SOURCE_REPO_URL" >> @HERE@/addresses
              - echo reached > @HERE@/reached; if [ "$A" = wait ]; then read line < @HERE@/gate; fi

        """,
    ]

    private func serving(_ body: (Workplace, AmazonCLI, Fifo) async throws -> Void) async throws {
        try await Workplace.project(Self.files) { place in
            try place.configure(#"{ "repositories": { "acme/shop": "\#(place.remote.path)" } }"#)
            let reached = try Fifo(place.folder.appending(path: "reached"))
            _ = try Fifo(place.folder.appending(path: "gate"))
            let deploy = try await place.sluice("deploy", "--yes", "--no-follow")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            try await place.serving { exports in
                try await body(place, AmazonCLI(place: place, exports: exports), reached)
            }
        }
    }

    private func build(_ answer: [String: Any]) throws -> [String: Any] {
        let one = answer["build"] ?? (answer["builds"] as? [Any])?.first
        return try #require(one as? [String: Any])
    }

    @Test("StartBuild builds a project from its own source, and shows it like any other build")
    func start() async throws {
        try await serving { place, aws, reached in
            let answer = try await aws(
                "codebuild", "start-build", "--project-name", "nightly", "--environment-variables-override",
                "name=A,value=mine", "--idempotency-token", "once")
            let started = try build(answer)
            let id = try #require(started["id"] as? String)
            #expect(id.hasPrefix("nightly:") && started["buildNumber"] as? Int == 1)
            #expect(started["buildStatus"] as? String == "IN_PROGRESS")
            try await reached.waitForLine()
            await place.runnersEnd()
            let head = try await place.git("rev-parse", "HEAD").output.trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(place.lines("ran") == ["mine b root \(head)"])
            #expect(place.lines("addresses") == ["https://ann@github.com/acme/shop.git"])
            let ended = try build(try await aws("codebuild", "batch-get-builds", "--ids", id))
            #expect(ended["buildStatus"] as? String == "SUCCEEDED")
            #expect(ended["resolvedSourceVersion"] as? String == head)
            let again = try await aws(
                "codebuild", "start-build", "--project-name", "nightly", "--environment-variables-override",
                "name=A,value=mine", "--idempotency-token", "once")
            #expect(try build(again)["id"] as? String == id)
            let list = try await aws("codebuild", "list-builds-for-project", "--project-name", "nightly")
            #expect(list["ids"] as? [String] == [id])
            let projects = try await aws("codebuild", "batch-get-projects", "--names", "nightly")
            let source = ((projects["projects"] as? [[String: Any]])?.first?["source"] as? [String: Any])?["type"]
            #expect(source as? String == "GITHUB")
        }
    }

    @Test(
        "boto3 finds nothing wrong with what CodeBuild and CloudWatch Logs answer",
        .enabled(if: hasBotocore, "no botocore: pip install boto3"))
    func referee() async throws {
        try await serving { place, _, _ in
            let exports = try await place.exports()
            let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "EngineServerTests/Referee/builds.py")
            let said = try await Command.run(
                URL(filePath: "/usr/bin/env"), ["python3", "-B", script.path], in: place.folder,
                environment: place.environment.merging(exports) { $1 })
            #expect(said.output == "done\n" && said.exitCode == 0, "\(said.words)")
        }
    }

    @Test("Secondary sources have folders of their own, the project's as well as the caller's")
    func secondarySources() async throws {
        try await serving { place, aws, reached in
            for (folder, text) in [("v1", "one"), ("v2", "two")] {
                let object = place.state.appending(path: "buckets/tools/\(folder)")
                try FileManager.default.createDirectory(at: object, withIntermediateDirectories: true)
                try Data("\(text)\n".utf8).write(to: object.appending(path: "tool"))
            }
            _ = try await aws("codebuild", "start-build", "--project-name", "two")
            try await reached.waitForLine()
            await place.runnersEnd()
            #expect(place.lines("ran") == ["0", "one", "First", "main"])
            let other = ["type": "S3", "location": "tools/v2", "sourceIdentifier": "tools"]
            let shop = ["type": "GITHUB", "location": "https://github.com/acme/shop.git", "sourceIdentifier": "shop"]
            let head = try await place.git("rev-parse", "HEAD").output.trimmingCharacters(in: .whitespacesAndNewlines)
            _ = try await aws(
                "codebuild", "start-build",
                input: [
                    "projectName": "two", "secondarySourcesOverride": [other, shop],
                    "secondarySourcesVersionOverride": [["sourceIdentifier": "shop", "sourceVersion": head]],
                ])
            try await reached.waitForLine()
            await place.runnersEnd()
            #expect(place.lines("ran").suffix(4) == ["0", "two", "First", head])
            let projects = try await aws("codebuild", "batch-get-projects", "--names", "two")["projects"]
            let project = try #require((projects as? [[String: Any]])?.first)
            let sources = try #require(project["secondarySources"] as? [[String: String]])
            #expect(sources.map { $0["type"] } == ["S3", "GITHUB"] && sources.last?["location"] == shop["location"])
            let versions = project["secondarySourceVersions"] as? [[String: String]]
            #expect(versions == [["sourceIdentifier": "shop", "sourceVersion": "main"]])
        }
    }

    @Test("Artifacts that find no place fail the build, in words")
    func noPlace() async throws {
        try await serving { place, aws, reached in
            let buckets = place.state.appending(path: "buckets")
            try FileManager.default.createDirectory(at: buckets, withIntermediateDirectories: true)
            try Data().write(to: buckets.appending(path: "site"))
            let started = try build(try await aws("codebuild", "start-build", "--project-name", "site"))
            try await reached.waitForLine()
            let ended = try await end(of: try #require(started["id"] as? String), aws)
            #expect(ended["buildStatus"] as? String == "FAILED")
            let upload = (ended["phases"] as? [[String: Any]])?.first {
                $0["phaseType"] as? String == "UPLOAD_ARTIFACTS"
            }
            let context = (upload?["contexts"] as? [[String: Any]])?.first
            #expect((context?["message"] as? String)?.contains("error while uploading artifacts") ?? false)
        }
    }

    /// Asks until the build has ended, as this API's clients must.
    private func end(of id: String, _ aws: AmazonCLI) async throws -> [String: Any] {
        while true {
            let shown = try build(try await aws("codebuild", "batch-get-builds", "--ids", id))
            if shown["buildComplete"] as? Bool == true { return shown }
        }
    }

    @Test("StopBuild ends it, and nothing of it is left")
    func stop() async throws {
        try await serving { place, aws, reached in
            let started = try build(
                try await aws(
                    "codebuild", "start-build", "--project-name", "nightly", "--source-version", "main",
                    "--environment-variables-override", "name=A,value=wait,type=PLAINTEXT"))
            let id = try #require(started["id"] as? String)
            try await reached.waitForLine()
            _ = try await aws("codebuild", "stop-build", "--id", id)
            await place.runnersEnd()
            let ended = try build(try await aws("codebuild", "batch-get-builds", "--ids", id))
            #expect(ended["buildStatus"] as? String == "STOPPED" && ended["buildComplete"] as? Bool == true)
        }
    }

    @Test("What it makes lies in the project's buckets, as files or as an archive")
    func artifacts() async throws {
        try await serving { place, aws, reached in
            let started = try build(try await aws("codebuild", "start-build", "--project-name", "site"))
            let id = try #require(started["id"] as? String)
            let uuid = try #require(id.split(separator: ":").last)
            let artifacts = started["artifacts"] as? [String: Any]
            #expect(artifacts?["location"] as? String == "arn:aws:s3:::site/pages/new")
            let docs = (started["secondaryArtifacts"] as? [[String: Any]])?.first
            #expect(docs?["location"] as? String == "arn:aws:s3:::docs/\(uuid)/d.zip")
            try await reached.waitForLine()
            #expect(try await end(of: id, aws)["buildStatus"] as? String == "SUCCEEDED")
            #expect(
                FileManager.default.fileExists(atPath: place.state.appending(path: "buckets/docs/\(uuid)/d.zip").path))
            #expect(place.lines("home/state/buckets/site/pages/new/index.html") == ["page"])
        }
    }

    @Test("Where the project lets it the buildspec names what it makes, as the shell evaluates the name")
    func namedByBuildspec() async throws {
        try await serving { place, aws, reached in
            let started = try build(try await aws("codebuild", "start-build", "--project-name", "dated"))
            try await reached.waitForLine()
            let ended = try await end(of: try #require(started["id"] as? String), aws)
            #expect(ended["buildStatus"] as? String == "SUCCEEDED", "\(ended)")
            let location = (ended["artifacts"] as? [String: Any])?["location"] as? String
            #expect(location == "arn:aws:s3:::site/pages/nightly/page-v1")
            #expect(place.lines("home/state/buckets/site/pages/nightly/page-v1/page") == ["page"])
        }
    }

    @Test("What cannot be started is refused with CodeBuild's exceptions")
    func refusals() async throws {
        try await serving { _, aws, _ in
            let wrong = [
                (["--project-name", "piped"], "ArtifactsOverride must be set when using artifacts type CodePipelines"),
                (["--project-name", "none"], "ResourceNotFoundException"),
                (["--project-name", "nightly", "--source-version", "nowhere"], "is no commit, branch or tag"),
                (["--project-name", "nightly", "--timeout-in-minutes-override", "3000"], "must be 5 to 2160"),
            ]
            for (words, expected) in wrong {
                let command = try await aws.run(["codebuild", "start-build"] + words)
                #expect(command.exitCode != 0 && command.errors.contains(expected), "\(command.words)")
            }
        }
    }
}
