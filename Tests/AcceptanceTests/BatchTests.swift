import Foundation
import Testing

@Suite("Batch builds", .timeLimit(.minutes(10)))
struct BatchTests {
    private static func files(
        _ configuration: String = "", outputs: String = "Site", batch: String, more: String = ""
    ) -> [String: String] {
        [
            "pipeline.yml": """
            pipeline: shop
            source: main
            stages:
              Build:
                All:
                  actionTypeId: Build/CodeBuild
                  configuration: { ProjectName: shop, BatchEnabled: "true", BuildspecOverride: ci/batch.yml\(configuration) }
                  inputs: [Source]
                  outputs: [\(outputs)]
                  namespace: Built
              Ship:
                Ship: { commands: ["\(more)"], inputs: [\(outputs)] }

            """,
            "ci/batch.yml": batch,
        ]
    }

    private static let pages = """
        version: 0.2
        env: { variables: { NAME: none }, exported-variables: [LAST] }
        batch:
          build-graph:
            - { identifier: second, depend-on: [first], env: { variables: { NAME: two } } }
            - { identifier: first, env: { variables: { NAME: one } } }
        phases:
          build:
            commands:
              - echo "$CODEBUILD_BATCH_BUILD_IDENTIFIER $NAME" >> @HERE@/ran
              - mkdir -p out; echo "$NAME" > "out/$NAME.html"; LAST=$NAME
        artifacts: { base-directory: out, files: ['*.html'] }

        """

    @Test("A graph's builds run one after another, each with its variables, and their artifacts become one")
    func combined() async throws {
        let files = Self.files(
            #", CombineArtifacts: "true""#, batch: Self.pages,
            more: "ls > @HERE@/shipped; echo #{Built.LAST} >> @HERE@/ran")
        try await Workplace.project(files) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(place.lines("ran") == ["first one", "second two", "two"])
            #expect(place.lines("shipped") == ["one.html", "two.html"])
            let action = try await place.sluice("action", "Build/All")
            #expect(action.output.contains("first SUCCEEDED, second SUCCEEDED"), "\(action.words)")
            #expect(try await place.sluice("logs", "Build/All").output.contains("Running command mkdir"))
        }
    }

    @Test(
        "A build of a batch names it, and CodeBuild's clients see how it went",
        .enabled(if: AmazonCLI.isInstalled, "no AWS CLI: pip install awscli"))
    func shown() async throws {
        let files = Self.files(#", CombineArtifacts: "true""#, batch: Self.pages, more: "true")
        try await Workplace.project(files) { place in
            #expect(try await place.sluice("deploy", "--yes").exitCode == 0)
            let action = try await place.sluice("action", "Build/All", "--json").json
            let result = (action["output"] as? [String: Any])?["executionResult"] as? [String: Any]
            let id = try #require(result?["externalExecutionId"] as? String, "\(action)")
            try await place.serving { exports in
                let aws = AmazonCLI(place: place, exports: exports)
                let builds = try await aws("codebuild", "batch-get-builds", "--ids", id)["builds"] as? [[String: Any]]
                let arn = try #require(builds?.first?["buildBatchArn"] as? String)
                let batchID = try #require(arn.split(separator: "/").last.map(String.init))
                let answer = try await aws("codebuild", "batch-get-build-batches", "--ids", batchID)
                let batch = try #require((answer["buildBatches"] as? [[String: Any]])?.first)
                #expect(batch["buildBatchStatus"] as? String == "SUCCEEDED" && batch["complete"] as? Bool == true)
                let all = try await aws("codebuild", "list-build-batches")
                let own = try await aws("codebuild", "list-build-batches-for-project", "--project-name", "shop")
                #expect(all["ids"] as? [String] == [batchID] && own["ids"] as? [String] == [batchID])
                let groups = batch["buildGroups"] as? [[String: Any]] ?? []
                #expect(groups.map { $0["identifier"] as? String } == ["second", "first"])
                let phases = (batch["phases"] as? [[String: Any]] ?? []).map { $0["phaseType"] as? String }
                #expect(
                    phases == ["SUBMITTED", "DOWNLOAD_BATCHSPEC", "IN_PROGRESS", "COMBINE_ARTIFACTS", "SUCCEEDED"])
            }
        }
    }

    @Test("Without combining an output is named for its build, and for that of a secondary artifact")
    func apart() async throws {
        let batch = """
            version: 0.2
            batch:
              build-list: [{ identifier: a }, { identifier: b, buildspec: ci/b.yml }]
            phases: { build: { commands: ["echo a > a"] } }
            artifacts: { files: [a] }

            """
        var files = Self.files(
            outputs: "a, b_docs", batch: batch,
            more: "cat a $CODEBUILD_SRC_DIR_b_docs/b > @HERE@/shipped")
        files["ci/b.yml"] = """
            version: 0.2
            phases: { build: { commands: ["echo b > b"] } }
            artifacts: { files: [none], secondary-artifacts: { docs: { files: [b] } } }

            """
        try await Workplace.project(files) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            #expect(place.lines("shipped") == ["a", "b"])
        }
    }

    @Test(
        "A build that fails fails its batch by name, keeps what depends on it from running, and with fast-fail ends the rest"
    )
    func failure() async throws {
        let batch = """
            version: 0.2
            batch:
              fast-fail: true
              build-graph:
                - { identifier: long, env: { variables: { DO: 'echo long > @HERE@/reached; exec sleep 600' } } }
                - { identifier: bad, env: { variables: { DO: 'read x < @HERE@/gate; echo oops; exit 3' } } }
                - { identifier: never, depend-on: [bad], env: { variables: { DO: 'touch @HERE@/never' } } }
            phases: { build: { commands: ['sh -c "$DO"'] } }

            """
        try await Workplace.project(Self.files(batch: batch, more: "true")) { place in
            let reached = try Fifo(place.folder.appending(path: "reached"))
            let gate = try Fifo(place.folder.appending(path: "gate"))
            try await place.startAndReach(reached)
            gate.sendLine()
            let watch = try await place.sluice("watch")
            #expect(watch.exitCode == 1 && watch.words.contains("Build bad:"), "\(watch.words)")
            #expect(watch.words.contains("oops") || watch.words.contains("exit status 3"), "\(watch.words)")
            #expect(place.lines("never").isEmpty)
            #expect(!FileManager.default.fileExists(atPath: place.folder.appending(path: "never").path))
            let action = try await place.sluice("action", "Build/All")
            #expect(action.output.contains("bad FAILED, long STOPPED"), "\(action.words)")
            await place.runnersEnd()
            #expect(place.runners.isEmpty)
        }
    }

    @Test("The builds of a batch outlive the engine, and the next one goes on with the rest")
    func engineKilled() async throws {
        let batch = """
            version: 0.2
            batch:
              build-graph:
                - { identifier: one, env: { variables: { DO: 'echo one >> @HERE@/ran; echo > @HERE@/reached; read x < @HERE@/gate' } } }
                - { identifier: two, depend-on: [one], env: { variables: { DO: 'echo two >> @HERE@/ran' } } }
            phases: { build: { commands: ['sh -c "$DO"', 'echo x > x'] } }
            artifacts: { files: [x] }

            """
        try await Workplace.project(Self.files(outputs: "two", batch: batch, more: "cat x >> @HERE@/ran")) { place in
            let reached = try Fifo(place.folder.appending(path: "reached"))
            let gate = try Fifo(place.folder.appending(path: "gate"))
            try await place.startAndReach(reached)
            try await place.killEngine()
            #expect(place.runners.count == 1)
            gate.sendLine()
            await place.runnersEnd()
            let watch = try await place.sluice("watch")
            #expect(watch.exitCode == 0, "\(watch.words)")
            #expect(place.lines("ran") == ["one", "two", "x"])
        }
    }

    @Test("A buildspec without a batch is told so")
    func noBatch() async throws {
        let batch = "version: 0.2\nphases: { build: { commands: ['true'] } }\n"
        try await Workplace.project(Self.files(batch: batch, more: "true")) { place in
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 1 && deploy.words.contains("DOWNLOAD_BATCHSPEC"), "\(deploy.words)")
            #expect(deploy.words.contains("has no batch section"), "\(deploy.words)")
        }
    }
}
