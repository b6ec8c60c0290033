import Foundation
import Testing

@testable import Git

/// The hook that tells somebody else of pushes, and what git does with it.
struct HookTests {
    private func lines(_ file: URL) -> [String] {
        (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? []
    }

    /// A hook whose program writes what it is given, and fails.
    private func install(in remote: URL, _ scene: Scene, heard: URL) async throws -> PostReceiveHook {
        let hook = try await PostReceiveHook.find(in: remote, command: scene.command)
        try hook.install(
            ["/bin/sh", "-c", #"printf '%s\n' "$PLACE" > "$0"; cat >> "$0"; exit 7"#, heard.path],
            variables: ["PLACE": "it's here"])
        return hook
    }

    @Test func aPushIsToldOfAndSucceedsWhateverTheProgramDoes() async throws {
        try await Scene.with { scene in
            let (repository, remote, _) = try await scene.publishedRepository()
            let heard = scene.directory.appending(path: "heard it")
            let hook = try await install(in: remote, scene, heard: heard)
            #expect(hook.isInstalled && !hook.keepsAnother)
            let old = try #require(try await repository.revParse("HEAD"))
            try repository.write("two", to: "file")
            let commit = try await repository.committed("Second")
            let outcome = try await repository.push(to: "origin", .branch("main"))
            #expect(outcome == .pushed(from: old, to: commit.id))
            #expect(lines(heard) == ["it's here", "\(old) \(commit.id) refs/heads/main"])
        }
    }

    @Test func aHookThatWasThereGoesOnAndIsPutBack() async throws {
        try await Scene.with { scene in
            let (repository, remote, _) = try await scene.publishedRepository()
            let (heard, first) = (scene.directory.appending(path: "heard"), scene.directory.appending(path: "first"))
            try installHook("post-receive", in: remote, "cat > '\(first.path)'; exit 3")
            let hook = try await install(in: remote, scene, heard: heard)
            _ = try await install(in: remote, scene, heard: heard)
            #expect(hook.isInstalled && hook.keepsAnother)
            try repository.write("two", to: "file")
            try await repository.committed("Second")
            guard case .pushed = try await repository.push(to: "origin", .branch("main")) else {
                Issue.record("the push was refused")
                return
            }
            #expect(lines(first).count == 1 && lines(first) == lines(heard).suffix(1))
            #expect(try hook.remove())
            #expect(try !hook.remove())
            #expect(lines(remote.appending(path: "hooks/post-receive")).last == "cat > '\(first.path)'; exit 3")
        }
    }

    @Test func aFolderOfHooksThatOthersShareIsLeftAlone() async throws {
        try await Scene.with { scene in
            let (remote, _) = try await scene.bare()
            let shared = try scene.folder("shared")
            _ = try await scene.command.run(["config", "core.hooksPath", shared.path], in: remote).orThrow()
            await #expect(throws: GitError.sharedHooks(shared.path)) {
                try await PostReceiveHook.find(in: remote, command: scene.command)
            }
            await #expect(throws: GitError.self) {
                try await PostReceiveHook.find(in: scene.directory, command: scene.command)
            }
        }
    }
}

struct RemoteReferenceTests {
    @Test func branchesAndTagsAreListedByTheirCommits() async throws {
        try await Scene.with { scene in
            let (repository, _, url) = try await scene.publishedRepository()
            let commit = try #require(try await repository.revParse("HEAD"))
            _ = try await repository.hand("tag", "--annotate", "--message", "One", "v1").orThrow()
            _ = try await repository.hand("push", "--quiet", "origin", "v1", "main:refs/heads/a/main").orThrow()
            let all = try await scene.command.references(of: url, matching: ["refs/heads", "refs/tags"])
            #expect(all == ["refs/heads/main": commit, "refs/heads/a/main": commit, "refs/tags/v1": commit])
            #expect(try await scene.command.references(of: url, matching: ["refs/heads/main"]).count == 1)
            #expect(try await scene.command.references(of: url, matching: ["refs/tags/v1"]) == ["refs/tags/v1": commit])
            let nowhere = try RemoteURL(scene.directory.appending(path: "nowhere").path)
            await #expect(throws: GitError.self) {
                try await scene.command.references(of: nowhere, matching: ["refs/heads"])
            }
        }
    }

    @Test func aMirrorTellsWhichPathsAPushChanges() async throws {
        try await Scene.with { scene in
            let (repository, _, url) = try await scene.publishedRepository()
            let first = try #require(try await repository.revParse("HEAD"))
            try repository.write("two", to: "pages/ä b")
            _ = try await repository.hand("mv", "file", "moved").orThrow()
            let second = try await repository.committed("Second")
            _ = try await repository.hand("tag", "--annotate", "--message", "Two", "v2").orThrow()
            _ = try await repository.hand("push", "--quiet", "origin", "main", "v2").orThrow()
            let mirror = Mirror(of: url, at: scene.directory.appending(path: "cache"), command: scene.command)
            #expect(try await mirror.fetch(reference: "refs/tags/v2") == second.id)
            let tag = try #require(CommitID(rawValue: try await repository.hand("rev-parse", "v2").orThrow().line))
            #expect(try await mirror.commit(under: tag) == second.id && tag != second.id)
            #expect(try await mirror.commit(under: first) == first)
            let unknown = try #require(CommitID(rawValue: String(repeating: "1", count: 40)))
            #expect(try await mirror.commit(under: unknown) == nil)
            #expect(
                try await mirror.changedPaths(from: first, to: second.id).sorted() == ["file", "moved", "pages/ä b"])
            #expect(try await mirror.changedPaths(from: nil, to: second.id).sorted() == ["moved", "pages/ä b"])
            await #expect(throws: GitError.self) { try await mirror.fetch(reference: "refs/heads/none") }
        }
    }

    @Test(arguments: [
        ("https://host/team/shop.git", "git@HOST:team/shop", true),
        ("ssh://me@host/team/shop", "host:/team/shop", true),
        ("https://host/team/shop", "https://host/other/shop", false), ("https://host/a", "/a", false),
    ])
    func addressesOfOnePlaceAreKnown(_ one: String, _ other: String, _ isSame: Bool) throws {
        #expect(try RemoteURL(one).leadsToSamePlace(as: RemoteURL(other)) == isSame)
    }

    @Test func pathsOfOnePlaceAreKnown() async throws {
        try await Scene.with { scene in
            let (folder, url) = try await scene.bare("shop.git")
            let link = scene.directory.appending(path: "link")
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder)
            let stem = String(folder.path.dropLast(".git".count))
            for text in [link.path, "file://\(folder.path)/", folder.path + "/", stem] {
                #expect(try RemoteURL(text).leadsToSamePlace(as: url), "\(text)")
            }
            #expect(try !RemoteURL(scene.directory.path).leadsToSamePlace(as: url))
        }
    }
}
