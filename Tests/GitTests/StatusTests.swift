import CustomDump
import Foundation
import Testing

@testable import Git

struct StatusTests {
    @Test func tellsUnbornNamedAndDetachedHeads() async throws {
        try await Scene.with { scene in
            let repository = try await scene.repository()
            #expect(try await repository.head() == .unborn(branch: "main"))
            #expect(try await repository.status().head == .unborn(branch: "main"))
            #expect(try await repository.log() == [])
            try repository.write("one", to: "file")
            let commit = try await repository.committed("First")
            #expect(try await repository.head() == .branch("main", commit.id))
            _ = try await repository.hand("checkout", "--quiet", "--detach").orThrow()
            #expect(try await repository.head() == .detached(commit.id))
            #expect(try await repository.status().head == .detached(commit.id))
        }
    }

    @Test func listsEveryKindOfChange() async throws {
        try await Scene.with { scene in
            let repository = try await scene.repository()
            for name in ["modified", "staged", "gone", "a long enough text\nto rename"] {
                try repository.write("content of \(name)\n", to: name)
            }
            try await repository.committed("First")
            #expect(try await !repository.isDirty())
            try repository.write("changed", to: "modified")
            try repository.write("changed", to: "staged")
            try await repository.add(["staged"])
            try repository.write("again", to: "staged")
            try FileManager.default.removeItem(at: repository.workTree.appending(path: "gone"))
            _ = try await repository.hand("mv", "a long enough text\nto rename", "renämed * file").orThrow()
            try repository.write("new", to: "dir/new file")

            let status = try await repository.status()
            expectNoDifference(
                status.entries.sorted { $0.path < $1.path },
                [
                    .init(path: "dir/new file", kind: .untracked),
                    .init(path: "gone", unstaged: .deleted, kind: .tracked),
                    .init(path: "modified", unstaged: .modified, kind: .tracked),
                    .init(
                        path: "renämed * file", staged: .renamed, originalPath: "a long enough text\nto rename",
                        kind: .tracked),
                    .init(path: "staged", staged: .modified, unstaged: .modified, kind: .tracked),
                ])
            #expect(try await repository.isDirty())
        }
    }

    @Test func countsAheadAndBehind() async throws {
        try await Scene.with { scene in
            let (repository, _, _) = try await scene.publishedRepository()
            try repository.write("two", to: "file")
            let ahead = try await repository.committed("Second\n\nWith a body.\n\nAnd more.")
            let status = try await repository.status()
            #expect(status.upstream == "origin/main")
            #expect(status.ahead == 1 && status.behind == 0)
            #expect(try await repository.commitsToPush(remote: "origin", branch: "main") == [ahead])
            #expect(try await repository.commitsToPush(remote: "origin", branch: "other") == [ahead])
            #expect(ahead.body == "With a body.\n\nAnd more.")
        }
    }

    @Test func showsAConflictAndRefusesToCommitIt() async throws {
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            try await repository.createBranch("side")
            try repository.write("ours", to: "file")
            try await repository.committed("Ours")
            _ = try await repository.hand("checkout", "--quiet", "side").orThrow()
            try repository.write("theirs", to: "file")
            try await repository.committed("Theirs")
            #expect(try await repository.hand("merge", "main").status == 1)

            let status = try await repository.status()
            expectNoDifference(status.entries, [.init(path: "file", kind: .conflicted)])
            #expect(status.operation == .merge)
            for selection in [CommitSelection.staged, .tracked, .everything] {
                let outcome = try await repository.commit(message: "Merged", selection)
                #expect(outcome == .conflict(paths: ["file"]))
            }
        }
    }
}
