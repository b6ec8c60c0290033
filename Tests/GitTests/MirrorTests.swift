import Foundation
import Testing

@testable import Git

struct MirrorTests {
    @Test func exportsTheTreeWithLinksAndModes() async throws {
        try await Scene.with { scene in
            let (repository, _, url) = try await scene.publishedRepository()
            try repository.write("#!/bin/sh", to: "bin/run me")
            let script = repository.workTree.appending(path: "bin/run me").path
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
            try FileManager.default.createSymbolicLink(
                atPath: repository.workTree.appending(path: "línk").path, withDestinationPath: "bin/run me")
            try repository.write("* export-ignore", to: ".gitattributes")
            let commit = try await repository.committed("Tree")
            _ = try await repository.push(to: "origin", .branch("main"))

            let mirror = Mirror(of: url, at: scene.directory.appending(path: "cache/shop"), command: scene.command)
            #expect(try await mirror.resolve(branch: "main") == commit.id)
            #expect(try await !mirror.contains(commit.id))
            #expect(try await mirror.fetch(branch: "main") == commit.id)
            #expect(try await mirror.commitInfo(commit.id) == commit)
            let out = scene.directory.appending(path: "out")
            try await mirror.export(commit.id, to: out)
            let names = try FileManager.default.contentsOfDirectory(atPath: out.path).sorted()
            #expect(names == [".gitattributes", "bin", "file", "línk"])
            #expect(FileManager.default.isExecutableFile(atPath: out.appending(path: "bin/run me").path))
            #expect(!FileManager.default.isExecutableFile(atPath: out.appending(path: "file").path))
            let link = out.appending(path: "línk").path
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "bin/run me")
            await #expect(throws: GitError.directoryNotEmpty(out.path)) { try await mirror.export(commit.id, to: out) }
        }
    }

    @Test(arguments: [nil, "main"])
    func clonesWithHistory(branch: String?) async throws {
        try await Scene.with { scene in
            let (repository, _, url) = try await scene.publishedRepository()
            let first = try #require(try await repository.revParse("HEAD"))
            try repository.write("two", to: "file")
            let second = try await repository.committed("Second")
            _ = try await repository.push(to: "origin", .branch("main"))
            let mirror = Mirror(of: url, at: scene.directory.appending(path: "cache"), command: scene.command)
            _ = try await mirror.fetch(branch: "main")
            let place = scene.directory.appending(path: "clone")
            try await mirror.clone(second.id, branch: branch, to: place)
            let clone = try await Repository.find(from: place, command: scene.command)
            #expect(try await clone.head() == (branch.map { .branch($0, second.id) } ?? .detached(second.id)))
            #expect(try await clone.log().map(\.id) == [second.id, first])
            #expect(try await clone.remoteURL("origin") == url)
            #expect(try await !clone.isDirty())
            try await mirror.compact()
            #expect(try await mirror.contains(first))
        }
    }

    @Test func manyMayFetchAtOnce() async throws {
        try await Scene.with { scene in
            let (repository, _, url) = try await scene.publishedRepository()
            try await repository.createBranch("dev")
            _ = try await repository.push(to: "origin", .branch("dev"))
            let commit = try #require(try await repository.revParse("HEAD"))
            let mirror = Mirror(of: url, at: scene.directory.appending(path: "cache"), command: scene.command)
            let fetched = try await withThrowingTaskGroup(of: CommitID.self) { group in
                for number in 0..<12 {
                    group.addTask { try await mirror.fetch(branch: number.isMultiple(of: 2) ? "main" : "dev") }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(fetched == Array(repeating: commit, count: 12))
            let references = try await mirror.git(["for-each-ref", "--format=%(refname)"]).lines
            #expect(references.contains("refs/commits/\(commit)"))
            let cached = try FileManager.default.contentsOfDirectory(atPath: scene.directory.path)
            #expect(!cached.contains { $0.hasPrefix(".cache-") })
        }
    }

    @Test func followsARewrittenBranchAndKeepsWhatWasFetched() async throws {
        try await Scene.with { scene in
            let (repository, _, url) = try await scene.publishedRepository()
            let mirror = Mirror(of: url, at: scene.directory.appending(path: "cache"), command: scene.command)
            let old = try await mirror.fetch(branch: "main")
            _ = try await repository.hand("commit", "--quiet", "--amend", "--message=Rewritten").orThrow()
            _ = try await repository.hand("push", "--quiet", "--force", "origin", "main").orThrow()
            let new = try await mirror.fetch(branch: "main")
            #expect(new != old)
            #expect(try await mirror.contains(old))
            let fresh = Mirror(of: url, at: scene.directory.appending(path: "fresh"), command: scene.command)
            try await fresh.ensure(old, branch: "main")
            #expect(try await fresh.contains(old))
        }
    }

    @Test func saysWhatIsNotThere() async throws {
        try await Scene.with { scene in
            let (_, _, url) = try await scene.publishedRepository()
            let mirror = Mirror(of: url, at: scene.directory.appending(path: "cache"), command: scene.command)
            await #expect(throws: GitError.noSuchBranch("absent")) { try await mirror.fetch(branch: "absent") }
            let unknown = try #require(CommitID(rawValue: String(repeating: "0", count: 39) + "1"))
            await #expect(throws: GitError.unknownRevision(unknown.rawValue)) {
                try await mirror.ensure(unknown, branch: "main")
            }
            await #expect(throws: GitError.unknownRevision(unknown.rawValue)) {
                try await mirror.export(unknown, to: scene.directory.appending(path: "out"))
            }
            let nowhere = scene.directory.appending(path: "nowhere").path
            let lost = Mirror(
                of: try RemoteURL(nowhere), at: scene.directory.appending(path: "lost"), command: scene.command)
            await #expect(throws: GitError.remote(.repositoryNotFound(url: nowhere))) {
                try await lost.fetch(branch: "main")
            }
        }
    }
}
