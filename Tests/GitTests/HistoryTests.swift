import Foundation
import Testing

@testable import Git

struct HistoryTests {
    @Test func answersQuestionsAboutCommits() async throws {
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            let first = try #require(try await repository.revParse("HEAD"))
            try repository.write("two", to: "a:file\nwith newline")
            let second = try await repository.committed("Sécond").id
            #expect(try await repository.log("\(first)..HEAD").map(\.subject) == ["Sécond"])
            #expect(try await repository.log(limit: 1).map(\.id) == [second])
            #expect(try await repository.isAncestor(first, of: second))
            #expect(try await !repository.isAncestor(second, of: first))
            #expect(try await repository.mergeBase(first, second) == first)
            #expect(try await repository.revParse("--all") == nil)
            #expect(try await repository.revParse("absent") == nil)
            let bytes = try await repository.show("a:file\nwith newline", at: second)
            #expect(bytes.map { String(decoding: $0, as: UTF8.self) } == "two")
            #expect(try await repository.show("absent", at: second) == nil)
            await #expect(throws: GitError.unknownRevision("absent")) { try await repository.log("absent") }
            await #expect(throws: GitError.unknownRevision("--output=x")) { try await repository.log("--output=x") }
        }
    }

    @Test func showsDifferences() async throws {
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            let first = try #require(try await repository.revParse("HEAD"))
            try repository.write("two", to: "file")
            #expect(try await repository.diff(.worktree, as: .patch).contains("+two"))
            #expect(try await repository.diff(.staged, as: .patch) == "")
            try await repository.add()
            #expect(try await repository.diff(.staged, as: .patch, color: true).contains("\u{1B}[32m"))
            #expect(try await repository.diff(.against(first), as: .stat(width: 80)).contains("file | 2 +-"))
            await #expect(throws: GitError.tooLarge(limit: 10)) {
                try await repository.diff(.staged, as: .patch, limit: 10)
            }
            let second = try await repository.committed("Second").id
            #expect(try await repository.diff(.between(first, second), as: .patch).contains("-one"))
        }
    }
}
