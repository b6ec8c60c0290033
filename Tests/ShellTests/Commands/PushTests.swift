import Foundation
import Git
import Testing

@testable import Shell

/// `push`, to a real bare repository.
@Suite(.timeLimit(.minutes(10))) struct PushTests {
    private func run(_ line: String, _ scene: Scene, _ replies: [Reply]? = nil) async throws -> (Int32, String) {
        let terminal = Terminal(replies)
        let context = terminal.context(in: scene.work, scene.environment)
        return (await CommandRunner(context: context).run(line: line), terminal.screen)
    }

    @Test func withoutACommitThereIsNothingToPush() async throws {
        try await Scene.with { scene in
            _ = try await scene.repository()
            let (code, screen) = try await run("push", scene, [])
            expectSame(screen, "There is no commit on main yet.\n  `commit -m \"…\"` makes the first one.\n")
            #expect(code == 1)
        }
    }

    @Test func aFirstPushAsksForTheRemote() async throws {
        try await Scene.with { scene in
            let repository = try await scene.repository()
            try repository.write(Scene.pipelineFile, to: "pipeline.yml")
            let commit = try await repository.committed("First")
            let (code, screen) = try await run("push", scene, ["--upload-pack=x", Reply(scene.remote.path)])
            expectSame(
                screen,
                """
                The repository has no remote. Its URL: --upload-pack=x
                The remote's URL, its host or its user begins with '-': give it without.
                The repository has no remote. Its URL: \(scene.remote.path)
                Added the remote origin: \(scene.remote.path)
                pushed \(commit.shortID) to origin/main, a new branch there
                verified: origin/main is at \(commit.shortID) · `deploy` rolls it out

                """)
            #expect(code == 0)
            expectSame(try await scene.remoteHead(), commit.id.rawValue)
            expectSame(try await repository.status(.quick).upstream, "origin/main")
        }
    }

    @Test func aTokenInTheURLIsTakenOutAndStoredNowhere() async throws {
        try await Scene.with { scene in
            let repository = try await scene.repository()
            try repository.write("one", to: "file")
            try await repository.committed("First")
            // Port 1 refuses: the push fails, and what counts has happened before it.
            let (code, screen) = try await run(
                "push", scene, ["https://ada:s3cr3t-t0ken@127.0.0.1:1/shop.git"])
            #expect(code == 1)
            #expect(screen.contains("There was a token in that URL. It was taken out and is not stored."))
            #expect(screen.contains("Added the remote origin: https://ada@127.0.0.1:1/shop.git"))
            let configuration = try String(contentsOf: scene.work.appending(path: ".git/config"), encoding: .utf8)
            #expect(!configuration.contains("s3cr3t-t0ken"))
            let told = screen.split(separator: "\n").dropFirst().joined(separator: "\n")
            #expect(!told.contains("s3cr3t-t0ken"), "\(told)")
        }
    }

    @Test func withoutATerminalTheMissingRemoteIsThree() async throws {
        try await Scene.with { scene in
            let repository = try await scene.repository()
            try repository.write("one", to: "file")
            try await repository.committed("First")
            #expect(try await run("push", scene).0 == 3)
        }
    }

    @Test(arguments: [
        ("1", "feature", "feature", ""), ("2", "feature", "main", " · `deploy` rolls it out"),
        ("3", "main", "main", " · `deploy` rolls it out"),
    ])
    func onAnotherBranchThanThePipelinesThePersonDecides(
        answer: String, local: String, target: String, hint: String
    ) async throws {
        try await Scene.with { scene in
            let repository = try await scene.repository(branch: "feature")
            try repository.write(Scene.pipelineFile, to: "pipeline.yml")
            let commit = try await repository.committed("First")
            try await repository.addRemote("origin", url: RemoteURL(scene.remote.path))
            let (code, screen) = try await run("push", scene, ["what?", Reply(answer)])
            let question = "Push to [1] feature, [2] main, or [3] rename the branch to main? "
            expectSame(
                screen,
                """
                The pipeline builds main, and you are on feature.
                \(question)what?
                \(question)\(answer)
                pushed \(commit.shortID) to origin/\(target), a new branch there
                verified: origin/\(target) is at \(commit.shortID)\(hint)

                """)
            #expect(code == 0)
            expectSame(try await scene.remoteHead(target), commit.id.rawValue)
            expectSame(try await repository.head(), .branch(local, commit.id))
            expectSame(try await repository.status(.quick).upstream, "origin/\(target)")
        }
    }

    @Test func aPushThatIsRefusedSaysWhatToDo() async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedProject()
            try await repository.published("Theirs")
            try await scene.git("reset", "--quiet", "--hard", "HEAD~1")
            try repository.write("Ours", to: "other")
            try await repository.committed("Ours")
            let (code, screen) = try await run("push", scene)
            expectSame(
                screen,
                """
                origin/main has commits that are not here.
                  In another terminal `git pull --rebase origin main`, then `push` again.

                """)
            #expect(code == 1)
        }
    }

    @Test func aBranchThatIsNamedIsPushedTo() async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedProject()
            let commit = try #require(await repository.head().commit)
            let (code, screen) = try await run("push release", scene, ["y"])
            expectSame(
                screen,
                """
                origin has no branch release. Create it? [y/n] y
                pushed \(commit.short) to origin/release, a new branch there
                verified: origin/release is at \(commit.short)

                """)
            #expect(code == 0)
            expectSame(try await scene.remoteHead("release"), commit.rawValue)
        }
    }

    @Test(arguments: [
        (
            "push mian", ["n"] as [Reply]?, 1 as Int32,
            "origin has no branch mian (did you mean main?). Create it? [y/n] n\nNothing was done.\n"
        ),
        ("push mian", nil, 3, "origin has no branch mian (did you mean main?). Create it?\n"),
        ("push refs/tags/v1", nil, 2, "'refs/tags/v1' is no branch\n"),
        ("push -- -x", nil, 2, "git allows no branch '-x'\n"), ("push a..b", nil, 2, "git allows no branch 'a..b'\n"),
        ("push refs/heads/", nil, 2, "git allows no branch ''\n"),
        ("push +main --yes", nil, 2, "`push` never forces: give the branch's name without the '+'\n"),
    ])
    func aBranchThatIsPerhapsNotMeantIsNotMade(
        line: String, replies: [Reply]?, code: Int32, words: String
    ) async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedProject()
            try await repository.published("Second")
            let result = try await run(line, scene, replies)
            #expect(result.0 == code)
            #expect(result.1.hasPrefix(words), "\(result.1)")
            expectSame(try await scene.remoteReferences(), ["refs/heads/main"])
        }
    }

    @Test(arguments: ["HEAD", "refs/heads/main", "main"])
    func theCurrentBranchHasSeveralNames(name: String) async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedProject()
            try repository.write("more", to: "file")
            let commit = try await repository.committed("More")
            #expect(try await run("push \(name)", scene).0 == 0)
            expectSame(try await scene.remoteHead(), commit.id.rawValue)
        }
    }

    @Test func whatWasPushedBeforeIsUpToDate() async throws {
        try await Scene.with { scene in
            let commit = try #require(await scene.publishedProject().head().commit)
            let (code, screen) = try await run("push", scene)
            expectSame(
                screen,
                """
                origin/main is up to date at \(commit.short)
                verified: origin/main is at \(commit.short) · `deploy` rolls it out

                """)
            #expect(code == 0)
        }
    }

    @Test func aDetachedHeadHasNoBranchToPush() async throws {
        try await Scene.with { scene in
            let commit = try #require(await scene.publishedProject().head().commit)
            try await scene.git("checkout", "--quiet", "--detach")
            let (code, screen) = try await run("push", scene)
            expectSame(
                screen,
                """
                HEAD is detached at \(commit.short): there is no branch to push.
                  In another terminal, `git switch -c NAME` makes one here.

                """)
            #expect(code == 1)
        }
    }
}
