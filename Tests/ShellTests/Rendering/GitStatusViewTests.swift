import Git
import Testing

@testable import Shell

/// The work tree on the screen, from a real repository.
@Suite struct GitStatusViewTests {
    private func text(_ repository: Repository) async throws -> String {
        try await GitStatusView(style: .plain).lines(repository.status(.full)).joined(separator: "\n")
    }

    @Test func aNewRepositoryHasNoCommit() async throws {
        try await Scene.with { scene in
            let repository = try await scene.repository()
            expectSame(
                try await text(repository),
                """
                on main, without a commit yet
                nothing is changed
                """)
        }
    }

    @Test func changesAreNamedByWhatHappened() async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedRepository()
            for name in ["kept", "gone", "moved"] { try repository.write(name, to: name) }
            try await repository.committed("More")
            try repository.write("other", to: "kept")
            try repository.write("new", to: "folder/new\u{1B}[2J")
            try await scene.git("rm", "--quiet", "gone")
            try await scene.git("mv", "moved", "there")
            expectSame(
                try await text(repository),
                """
                on main, 1 to push against origin/main
                  deleted   gone
                  changed   kept
                  renamed   there
                  new       folder/new
                """)
        }
    }

    @Test func theDistanceToTheRemoteIsTold() async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedRepository()
            expectSame(
                try await text(repository), "on main, level with origin/main\nnothing is changed")
            try repository.write("two", to: "file")
            let second = try await repository.committed("Second")
            _ = try await repository.push(to: "origin", .branch("main"))
            try await scene.git("reset", "--quiet", "--hard", "HEAD~1")
            try repository.write("three", to: "other")
            try await repository.committed("Third")
            expectSame(
                try await text(repository), "on main, 1 to push, 1 to fetch against origin/main\nnothing is changed")
            try await scene.git("checkout", "--quiet", second.id.rawValue)
            expectSame(
                try await text(repository),
                "detached at \(second.shortID)\nnothing is changed")
        }
    }

    @Test func anUpstreamThatIsGoneIsSaid() async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedRepository()
            try await scene.git("update-ref", "-d", "refs/remotes/origin/main")
            expectSame(
                try await text(repository), "on main, whose upstream origin/main is gone\nnothing is changed")
        }
    }

    @Test func aMergeInProgressIsSaid() async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedRepository()
            try await scene.git("checkout", "--quiet", "-b", "side")
            try repository.write("side", to: "file")
            try await repository.committed("Side")
            try await scene.git("checkout", "--quiet", "main")
            try repository.write("main", to: "file")
            try await repository.committed("Main")
            try await scene.git("merge", "--quiet", "side", succeeds: false)
            expectSame(
                try await text(repository),
                """
                on main, 1 to push against origin/main
                a merge is in progress
                  conflict  file
                """)
        }
    }
}
