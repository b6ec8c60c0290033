import Foundation
import Testing

@testable import Git

struct CommitTests {
    /// Nobody sees it among the arguments of programs, whose length has a limit (128 KiB each on Linux).
    @Test func aMessageIsNoArgument() async throws {
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            try repository.write("two", to: "file")
            let message = "Second\n\n" + String(repeating: "many words of no meaning\n", count: 10_000)
            try await repository.committed(message)
            #expect(try await repository.hand("log", "-1", "--format=%B").text.hasPrefix(message))
        }
    }

    @Test func commitsWhatWasSelected() async throws {
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            try repository.write("two", to: "file")
            try repository.write("new", to: "-new *")
            guard case .committed(let tracked) = try await repository.commit(message: "Tracked", .tracked) else {
                Issue.record("not committed")
                return
            }
            #expect(tracked.subject == "Tracked")
            #expect(tracked.authorEmail == "ada@example.com")
            #expect(try await repository.status().entries.map(\.path) == ["-new *"])
            try repository.write("three", to: "file")
            guard case .committed(let path) = try await repository.commit(message: "# kept", .paths(["-new *"])) else {
                Issue.record("not committed")
                return
            }
            #expect(path.subject == "# kept")
            #expect(try await repository.status().entries.map(\.path) == ["file"])
            let changed = try await repository.changedFiles(from: tracked.id, to: path.id)
            #expect(changed == [ChangedFile(path: "-new *", change: .added, originalPath: nil)])
        }
    }

    @Test func refusesForTheReasonThatHolds() async throws {
        try await Scene.with { scene in
            var repository = try await scene.startedRepository()
            #expect(try await repository.commit(message: "Again", .everything) == .nothingToCommit)
            try repository.write("new", to: "untracked")
            #expect(try await repository.commit(message: "Again", .tracked) == .nothingToCommit)
            #expect(try await repository.commit(message: " \n") == .emptyMessage)
            try repository.write("two", to: "file")
            try installHook("pre-commit", in: repository.gitDirectory, "echo no tabs >&2; exit 1")
            #expect(try await repository.commit(message: "Two", .tracked) == .hookRefused(output: "no tabs"))
            for name in ["AUTHOR", "COMMITTER"] {
                repository.command.environment["GIT_\(name)_NAME"] = nil
                repository.command.environment["GIT_\(name)_EMAIL"] = nil
            }
            _ = try await repository.hand("config", "user.useConfigOnly", "true").orThrow()
            #expect(try await repository.commit(message: "Two", .tracked) == .identityMissing)
        }
    }

    @Test(arguments: [CommitSelection.everything, .paths(["file"])])
    func whatStopsACommitLeavesWhatWasStaged(selection: CommitSelection) async throws {
        struct Stop: Error {}
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            try repository.write("staged", to: "other")
            try await repository.add(["other"])
            try repository.write("two", to: "file")
            try repository.write("new", to: "third")
            _ = try await repository.hand("add", "--intent-to-add", "third").orThrow()
            let staged = try await repository.hand("ls-files", "--stage", "--debug").orThrow().text
            await #expect(throws: Stop.self) {
                try await repository.commit(message: "Two", selection) { throw Stop() }
            }
            #expect(try await repository.hand("ls-files", "--stage", "--debug").orThrow().text == staged)
            try installHook("pre-commit", in: repository.gitDirectory, "exit 1")
            #expect(try await repository.commit(message: "Two", selection) == .hookRefused(output: ""))
            #expect(try await repository.hand("ls-files", "--stage", "--debug").orThrow().text == staged)
            let files = try FileManager.default.contentsOfDirectory(atPath: repository.gitDirectory.path)
            #expect(files.filter { $0.hasPrefix("index") } == ["index"])
        }
    }

    @Test func aFirstCommitThatIsStoppedLeavesNothingStaged() async throws {
        struct Stop: Error {}
        try await Scene.with { scene in
            let repository = try await scene.repository()
            try repository.write("one", to: "file")
            await #expect(throws: Stop.self) {
                try await repository.commit(message: "One", .everything) { throw Stop() }
            }
            #expect(try await repository.hand("ls-files", "--stage").orThrow().text == "")
        }
    }

    @Test func namesTheLockThatIsInTheWay() async throws {
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            try repository.write("two", to: "file")
            let lock = repository.gitDirectory.appending(path: "index.lock")
            try Data().write(to: lock)
            await #expect(throws: GitError.locked(lock.path)) { try await repository.add() }
            await #expect(throws: GitError.locked(lock.path)) {
                try await repository.commit(message: "Two", .tracked)
            }
        }
    }
}
