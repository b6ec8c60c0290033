import Foundation
import Testing

@testable import Git

struct PatchTests {
    private func patches(_ repository: Repository, of commit: CommitID) async throws -> String {
        var bytes: [UInt8] = []
        try await repository.outgoingPatches(of: commit, to: "origin") { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func messagesAreIndentedSoThatNoneCanPassForAPatch() async throws {
        try await Scene.with { scene in
            let (repository, _, _) = try await scene.publishedRepository()
            try repository.write("two", to: "file")
            let commit = try await repository.committed("Second\n\n+++ b/other\n@@ -0,0 +1,9 @@\n").id
            let lines = try await patches(repository, of: commit).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.starts(with: ["commit \(commit)", " Second", " ", " +++ b/other", " @@ -0,0 +1,9 @@"]))
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
