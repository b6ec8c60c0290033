import Foundation
import Testing

@testable import Git

struct BranchTests {
    @Test func createsRenamesAndLists() async throws {
        try await Scene.with { scene in
            let (repository, _, _) = try await scene.publishedRepository()
            let commit = try #require(try await repository.revParse("HEAD"))
            try await repository.createBranch("féature/one")
            await #expect(throws: GitError.branchExists("main")) { try await repository.createBranch("main") }
            for name in ["-D", "a..b", "a b", "HEAD", "x\ny"] {
                await #expect(throws: GitError.invalidName(name)) { try await repository.createBranch(name) }
            }
            try await repository.renameBranch("féature/one", to: "two")
            await #expect(throws: GitError.noSuchBranch("one")) { try await repository.renameBranch("one", to: "x") }
            try await repository.setUpstream(of: "two", remote: "origin", remoteBranch: "main")
            let upstream = "refs/remotes/origin/main"
            #expect(
                try await repository.branches() == [
                    Branch(name: "main", commit: commit, upstream: upstream, isCurrent: true),
                    Branch(name: "two", commit: commit, upstream: upstream, isCurrent: false),
                ])
        }
    }

    @Test func renamesAnUnbornBranch() async throws {
        try await Scene.with { scene in
            let repository = try await Repository.initialize(
                at: scene.folder("work"), branch: "master", command: scene.command)
            try await repository.renameBranch("master", to: "main")
            #expect(try await repository.head() == .unborn(branch: "main"))
        }
    }
}

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
            let second = try await repository.committed("Second").id
            #expect(try await repository.diff(.between(first, second), as: .patch).contains("-one"))
        }
    }
}
