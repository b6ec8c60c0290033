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
