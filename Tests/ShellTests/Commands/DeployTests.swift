import Foundation
import Git
import PipelineAPI
import Testing

@testable import Shell

/// `deploy`, on a real repository and a scripted endpoint.
@Suite(.timeLimit(.minutes(10))) struct DeployTests {
    /// Runs a line in a published project.
    private func run(
        _ line: String, at terminal: Terminal, _ endpoint: ScriptedEndpoint,
        prepare: (Scene, Repository) async throws -> Void = { _, _ in }
    ) async throws -> Int32 {
        try await Scene.with { scene in
            let repository = try await scene.publishedProject()
            try await prepare(scene, repository)
            return try await endpoint.run(line, at: terminal, scene)
        }
    }

    @Test func theFirstDeploymentCreatesThePipelineAndFollowsItsExecution() async throws {
        let (endpoint, terminal) = (ScriptedEndpoint(), Terminal(["maybe", "y"]))
        try await Scene.with { scene in
            let commit = try await scene.publishedProject().head().commit
            #expect(try await endpoint.run("deploy", at: terminal, scene) == 0)
            expectSame(
                terminal.screen,
                """
                Creates the pipeline on local engine:
                  shop-pipeline (SUPERSEDED)
                  Source
                    1  Source  Source/CodeStarSourceConnection  main
                  Build
                    1  Unit    Compute/Commands                 make test
                Commits that go out:
                  \(commit?.short ?? "") Describe the pipeline (Ada, 5 min ago)
                Stages: Source → Build
                Deploy shop-pipeline? [y/n] maybe
                Please answer y or n.
                Deploy shop-pipeline? [y/n] y
                arn:aws:…:shop-pipeline
                execution e1aaaaaa-0000-4000-8000-000000000000
                ✓ shop-pipeline succeeded

                """)
        }
        #expect(endpoint.calls.first?.hasPrefix("register ") == true)
        expectSame(Array(endpoint.calls.dropFirst()), ["create"])
    }

    @Test func aCommitThatWentOutIsNotDeployedAgain() async throws {
        let endpoint = ScriptedEndpoint()
        let first = Terminal(nil)
        let second = Terminal(nil)
        let third = Terminal(nil)
        try await Scene.with { scene in
            let repository = try await scene.publishedProject()
            #expect(try await endpoint.run("deploy --yes", at: first, scene) == 0)
            let commit = try await repository.published("Free delivery")
            #expect(try await endpoint.run("deploy --yes", at: second, scene) == 0)
            #expect(second.output.contains("Commits that go out:\n  \(commit.shortID) Free delivery"))
            #expect(try await endpoint.run("deploy --yes", at: third, scene) == 0)
            expectSame(
                third.output, "Nothing to deploy: \(commit.id.short) was deployed by execution e2aaaaaa.\n")
            expectSame(endpoint.calls.filter { $0.hasPrefix("start") }, ["start \(commit.id.short)"])
        }
    }

    @Test func whatIsNotPushedIsSaidToStayHere() async throws {
        let (endpoint, terminal) = (ScriptedEndpoint(), Terminal(["n"]))
        let code = try await run("deploy", at: terminal, endpoint) { _, repository in
            try repository.write("local", to: "file")
            try await repository.committed("Not pushed")
        }
        #expect(code == 1)
        #expect(terminal.screen.contains("1 commit on main is not on origin/main and will not go out."))
        #expect(terminal.screen.hasSuffix("Deploy shop-pipeline? [y/n] n\nNothing was done.\n"))
        expectSame(endpoint.calls, [])
    }

    @Test func theEndOfTheInputIsNo() async throws {
        let (endpoint, terminal) = (ScriptedEndpoint(), Terminal([.end]))
        #expect(try await run("deploy", at: terminal, endpoint) == 1)
        expectSame(endpoint.calls, [])
    }

    @Test func withoutATerminalNothingIsDoneUnasked() async throws {
        let (endpoint, terminal) = (ScriptedEndpoint(), Terminal(nil))
        #expect(try await run("deploy", at: terminal, endpoint) == 3)
        expectSame(
            terminal.errors,
            "Deploy shop-pipeline?\n  There is no terminal to ask at: `--yes` answers beforehand.\n")
        expectSame(endpoint.calls, [])
    }

    @Test func aPushBetweenTheQuestionAndTheYIsAskedAbout() async throws {
        let endpoint = ScriptedEndpoint()
        try await Scene.with { scene in
            let repository = try await scene.publishedProject()
            #expect(try await endpoint.run("deploy --yes", at: Terminal(nil), scene) == 0)
            let shown = try await repository.published("Shown")
            let moved = Reply("y") { try await repository.published("Moved") }
            let terminal = Terminal([moved, "y"])
            #expect(try await endpoint.run("deploy", at: terminal, scene) == 0)
            let head = try #require(await repository.head().commit)
            #expect(shown.id != head)
            #expect(terminal.screen.contains("Something has moved since this was shown; this is how it is now:"))
            expectSame(endpoint.calls.last, "start \(head.short)")
        }
    }

    @Test(arguments: ["buildspec: ci.yml", "commands: [make check]"])
    func aPipelineFileThatChangesMeanwhileIsAskedAbout(action: String) async throws {
        let endpoint = ScriptedEndpoint()
        try await Scene.with { scene in
            let repository = try await scene.publishedProject()
            let moved = Reply("y") {
                let changed = Scene.pipelineFile.replacing("commands: [make test]", with: action)
                try repository.write(changed, to: "pipeline.yml")
            }
            let terminal = Terminal([moved, "n"])
            #expect(try await endpoint.run("deploy", at: terminal, scene) == 1)
            #expect(terminal.screen.contains("Something has moved since this was shown"))
            expectSame(endpoint.calls, [])
        }
    }

    @Test func theSameNameFromAnotherRepositoryIsSaid() async throws {
        let endpoint = ScriptedEndpoint()
        try await Scene.with { scene in
            _ = try await scene.publishedProject()
            #expect(try await endpoint.run("deploy --yes", at: Terminal(nil), scene) == 0)
            for (remote, isOther) in [(scene.remote.path, false), ("/elsewhere/shop.git", true)] {
                endpoint.change { state in
                    state.remoteURL = remote
                    state.executions = []
                }
                let terminal = Terminal(["n"])
                #expect(try await endpoint.run("deploy", at: terminal, scene) == 1)
                let words =
                    "Until now shop-pipeline has run for another repository, /elsewhere/shop.git, whose pipeline this "
                    + "replaces; another name in pipeline.yml leaves that alone.\n"
                #expect(terminal.screen.contains(words) == isOther, "\(terminal.screen)")
            }
        }
    }

    @Test func anUpdateNamesWhatItCancels() async throws {
        let (endpoint, terminal) = (ScriptedEndpoint(), Terminal(["y"]))
        try await Scene.with { scene in
            let repository = try await scene.publishedProject()
            #expect(try await endpoint.run("deploy --yes --no-follow", at: Terminal(nil), scene) == 0)
            endpoint.change { $0.executions.insert(.sample("f1", .inProgress, commit: "aaaa111"), at: 0) }
            let changed = Scene.pipelineFile.replacing("make test", with: "make check")
            try repository.write(changed, to: "pipeline.yml")
            #expect(try await endpoint.run("deploy", at: terminal, scene) == 0)
            #expect(
                terminal.screen.hasPrefix(
                    "Updates the pipeline's structure:\n  ~ Build/Unit commands: make test → make check\n"))
            #expect(terminal.screen.contains("The update cancels execution f1aaaaaa, which is running, after"))
            #expect(endpoint.calls.contains("update"))
        }
    }

    @Test func withJSONTheAnswerIsJSONAlone() async throws {
        let (endpoint, terminal) = (ScriptedEndpoint(), Terminal(nil))
        #expect(try await run("deploy --yes --json", at: terminal, endpoint) == 0)
        let output = try JSONDecoder().decode(StartPipelineExecution.Output.self, from: Data(terminal.output.utf8))
        expectSame(output.pipelineExecutionId, executionID("e1"))
        #expect(terminal.errors.hasPrefix("Creates the pipeline"))
    }

    @Test func aProjectWithoutARemoteIsToldToPush() async throws {
        let (endpoint, terminal) = (ScriptedEndpoint(), Terminal(nil))
        try await Scene.with { scene in
            let repository = try await scene.repository()
            try repository.write(Scene.pipelineFile, to: "pipeline.yml")
            #expect(try await endpoint.run("deploy --yes", at: terminal, scene) == 1)
        }
        expectSame(terminal.errors, "The repository has no remote.\n  `push` asks for its URL.\n")
    }
}
