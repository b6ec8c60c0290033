import Foundation
import Git
import Testing

@testable import Shell

/// `commit` and `diff`, in a real repository.
@Suite(.timeLimit(.minutes(10))) struct CommitTests {
    private func run(
        _ line: String, _ scene: Scene, _ replies: [Reply]? = nil, below: String = "",
        without names: Set<String> = []
    ) async throws -> (Int32, String) {
        let terminal = Terminal(replies)
        let folder = below.isEmpty ? scene.work : scene.work.appending(path: below, directoryHint: .isDirectory)
        let context = terminal.context(
            in: folder, scene.environment.filter { !names.contains($0.key) })
        return (await CommandRunner(context: context).run(line: line), terminal.screen)
    }

    @Test func everythingThatChangedIsCommitted() async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedRepository()
            try repository.write("two", to: "file")
            try repository.write("new", to: "folder/new")
            let (code, screen) = try await run("commit -m 'Free delivery above 50'", scene)
            let commit = try #require(await repository.head().commit)
            expectSame(screen, "committed \(commit.short) \"Free delivery above 50\" (2 files)\n")
            #expect(code == 0)
            #expect(try await repository.status().isClean)
        }
    }

    @Test func pathsAreMeantFromTheFolderTheShellStandsIn() async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedRepository()
            for path in ["shop/prices", "shop/pages", "prices"] { try repository.write("new", to: path) }
            let (code, screen) = try await run("commit -m Prices prices", scene, below: "shop")
            #expect(code == 0, "\(screen)")
            expectSame(try await repository.status().entries.map(\.path), ["prices", "shop/pages"])
        }
    }

    @Test func theMessageIsAskedForAtATerminal() async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedRepository()
            try repository.write("two", to: "file")
            let (code, screen) = try await run("commit", scene, ["Free delivery"])
            let commit = try #require(await repository.head().commit)
            expectSame(
                screen,
                """
                on main, level with origin/main
                  changed   file
                Message: Free delivery
                committed \(commit.short) "Free delivery" (1 file)

                """)
            #expect(code == 0)
        }
    }

    @Test(arguments: [
        ("commit", 3 as Int32, "The commit needs a message.\n  There is no terminal to ask at: `-m TEXT` "),
        ("commit -m ''", 2, "a commit needs a message\n"),
        ("commit -m x nowhere", 2, "there is no file 'nowhere' to commit"),
    ])
    func aCommitThatCannotBeIsRefused(line: String, expected: Int32, words: String) async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedRepository()
            try repository.write("two", to: "file")
            let head = try await repository.head()
            let (code, screen) = try await run(line, scene)
            #expect(code == expected)
            #expect(screen.contains(words), "\(screen)")
            expectSame(try await repository.head(), head)
        }
    }

    @Test func withoutAChangeThereIsNothingToCommit() async throws {
        try await Scene.with { scene in
            _ = try await scene.publishedRepository()
            let (code, screen) = try await run("commit -m x", scene)
            expectSame(screen, "There is nothing to commit.\n")
            #expect(code == 1)
        }
    }

    @Test func aHookThatRefusesIsQuotedWithoutItsEscapes() async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedRepository()
            try repository.write("two", to: "file")
            let hook = scene.work.appending(path: ".git/hooks/pre-commit")
            try FileManager.default.createDirectory(
                at: hook.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("#!/bin/sh\nprintf '\\033[2Jlint failed\\n'\nexit 1\n".utf8).write(to: hook)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook.path)
            let (code, screen) = try await run("commit -m x", scene)
            expectSame(screen, "A hook of the repository refused the commit:\nlint failed\n")
            #expect(code == 1)
        }
    }

    @Test func whoCommitsMustBeKnown() async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedRepository()
            try repository.write("two", to: "file")
            try await scene.git("config", "user.useConfigOnly", "true")
            let nobody = ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"]
            let (code, screen) = try await run(
                "commit -m x", scene, without: Set(nobody))
            #expect(code == 1)
            #expect(screen.hasPrefix("git does not know who you are.\n"), "\(screen)")
        }
    }

    @Test func aDiffOfHostileTextShowsAllOfIt() async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedRepository()
            try repository.write("one\n\u{1B}]0;\nhidden\n", to: "file")
            try repository.write("new", to: "added")
            let (code, screen) = try await run("diff", scene)
            #expect(code == 0)
            #expect(screen.hasSuffix("+one\n+\n+hidden\nnew files:\n  added\n"), "\(screen)")
            #expect(!screen.contains("\u{1B}"))
        }
    }
}
