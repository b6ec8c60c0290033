import Foundation
import Testing

@testable import Git

struct PatchTests {
    private func patches(_ repository: Repository, of commit: CommitID) async throws -> String {
        var bytes: [UInt8] = []
        let known = try await repository.commitsAtPush(to: "origin")
        try await repository.outgoingPatches(of: commit, beyond: known) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func messagesAreIndentedSoThatNoneCanPassForAPatch() async throws {
        try await Scene.with { scene in
            let (repository, _, _) = try await scene.publishedRepository()
            try repository.write("two", to: "file")
            let parent = try #require(try await repository.revParse("HEAD"))
            let commit = try await repository.committed("Second\n\n+++ b/other\n@@ -0,0 +1,9 @@\n").id
            let lines = try await patches(repository, of: commit).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(
                lines.starts(with: ["commit \(commit) \(parent)", " Second", " ", " +++ b/other", " @@ -0,0 +1,9 @@"]))
        }
    }

    @Test func whatGoesToAnotherPlaceThanBeforeGoesOutWhole() async throws {
        try await Scene.with { scene in
            let (repository, _, _) = try await scene.publishedRepository()
            let head = try #require(try await repository.revParse("HEAD"))
            #expect(try await patches(repository, of: head).isEmpty)
            let (_, other) = try await scene.bare("other.git")
            _ = try await repository.hand("config", "remote.origin.pushurl", other.withoutCredentials).orThrow()
            #expect(try await patches(repository, of: head).contains("\n+one\n"))
            _ = try await repository.hand("config", "--unset", "remote.origin.pushurl").orThrow()
            #expect(try await patches(repository, of: head).isEmpty)
            _ = try await repository.hand("remote", "set-url", "origin", other.withoutCredentials).orThrow()
            #expect(try await patches(repository, of: head).contains("\n+one\n"))
            _ = try await repository.push(to: "origin", .branch("main"))
            #expect(try await patches(repository, of: head).isEmpty)
            #expect(try await repository.headAtPush(to: "origin", branch: "main") == head)
        }
    }

    @Test func whatLiesBehindABranchThatMovedOnDoesNotGoOutAgain() async throws {
        try await Scene.with { scene in
            let (repository, remote, _) = try await scene.publishedRepository()
            let clone = try scene.folder("clone")
            _ = try await scene.command.run(["clone", "--quiet", remote.path, "."], in: clone).orThrow()
            for (arguments) in [["commit", "--quiet", "--allow-empty", "--message", "Next"], ["push", "--quiet"]] {
                _ = try await scene.command.run(arguments, in: clone).orThrow()
            }
            try repository.write("two", to: "file")
            let own = try await repository.committed("Own").id
            let tracking = try await repository.revParse("origin/main")
            let patch = try await patches(repository, of: own)
            #expect(patch.contains("+two") && !patch.contains("+one"), "\(patch)")
            #expect(try await repository.revParse("origin/main") == tracking)
        }
    }

    @Test func noConfigurationOrReplacementHidesWhatGoesOut() async throws {
        try await Scene.with { scene in
            let (_, url) = try await scene.bare()
            let repository = try await scene.startedRepository()
            try await repository.addRemote("origin", url: url)
            for setting in ["log.showRoot=false", "log.showSignature=true", "diff.relative=true", "diff.submodule=log"]
            {
                let parts = setting.split(separator: "=").map(String.init)
                _ = try await repository.hand("config", parts[0], parts[1]).orThrow()
            }
            let first = try #require(try await repository.revParse("HEAD"))
            #expect(try await patches(repository, of: first).contains("\n+one\n"))
            try repository.write("a secret", to: "file")
            let secret = try await repository.committed("Secret").id
            _ = try await repository.hand("reset", "--quiet", "--soft", "HEAD~1").orThrow()
            try repository.write("harmless", to: "file")
            let harmless = try await repository.committed("Harmless").id
            _ = try await repository.hand("replace", secret.rawValue, harmless.rawValue).orThrow()
            #expect(try await patches(repository, of: secret).contains("+a secret"))
        }
    }
}
