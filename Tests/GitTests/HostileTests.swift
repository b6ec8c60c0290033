import Foundation
import Testing

@testable import Git

struct HostileTests {
    @Test func aPromptRunsNoMonitorCommand() async throws {
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            let mark = scene.directory.appending(path: "ran").path
            _ = try await repository.hand("config", "core.fsmonitor", "touch '\(mark)'; false").orThrow()
            _ = try await repository.status()
            _ = try await repository.isDirty()
            #expect(!FileManager.default.fileExists(atPath: mark))
        }
    }

    /// What a `.git/config` that came with an archive may name, and what makes git want it.
    @Test(arguments: ["clean", "process", "textconv"]) func lookingRunsNoProgramOfTheRepository(kind: String)
        async throws
    {
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            let mark = scene.directory.appending(path: "ran").path
            let name = kind == "textconv" ? "diff.evil.textconv" : "filter.evil.\(kind)"
            _ = try await repository.hand("config", name, "touch '\(mark)'; cat").orThrow()
            _ = try await repository.hand("config", "filter.evil.required", "true").orThrow()
            try repository.write("* filter=evil diff=evil", to: ".git/info/attributes")
            // Of the same size, so that only the content can tell.
            try repository.write("two", to: "file")
            #expect(try await repository.status().entries.map(\.path) == ["file"])
            #expect(try await repository.isDirty())
            #expect(try await repository.diff(.worktree, as: .patch).contains("+two"))
            #expect(!FileManager.default.fileExists(atPath: mark))
        }
    }

    @Test func aSubmoduleIsNotLookedInto() async throws {
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            let inner = try await scene.startedRepository("inner")
            _ = try await repository.hand(
                "-c", "protocol.file.allow=always", "submodule", "add", "--quiet", inner.workTree.path, "sub"
            ).orThrow()
            try await repository.committed("Submodule")
            let mark = scene.directory.appending(path: "ran").path
            _ = try await repository.hand("-C", "sub", "config", "filter.evil.clean", "touch '\(mark)'; cat").orThrow()
            try repository.write("* filter=evil", to: ".git/modules/sub/info/attributes")
            try repository.write("two", to: "sub/file")
            #expect(try await repository.status().isClean)
            _ = try await repository.diff(.worktree, as: .patch)
            #expect(!FileManager.default.fileExists(atPath: mark))
        }
    }

    @Test func filtersOfThePersonRunAndThoseOfTheRepositoryRunForACommit() async throws {
        try await Scene.with { scene in
            let file = scene.directory.appending(path: "gitconfig")
            try Data("[filter \"upper\"]\nclean = tr a-z A-Z\n".utf8).write(to: file)
            var repository = try await scene.startedRepository()
            repository.command.environment["GIT_CONFIG_GLOBAL"] = file.path
            try repository.write("*.up filter=upper\n*.low filter=lower", to: ".gitattributes")
            try repository.write("text", to: "a.up")
            try await repository.committed("Filtered")
            try repository.write("Text", to: "a.up")
            #expect(try await repository.status().isClean)

            _ = try await repository.hand("config", "filter.lower.clean", "tr A-Z a-z").orThrow()
            try repository.write("TEXT", to: "b.low")
            try await repository.committed("Also filtered")
            #expect(try await repository.hand("cat-file", "blob", "HEAD:b.low").text == "text")
        }
    }

    @Test func theEngineRunsNoHookAndNoProgramOfAURL() async throws {
        try await Scene.with { scene in
            let (_, remote, url) = try await scene.publishedRepository()
            let mark = scene.directory.appending(path: "ran").path
            let template = try scene.folder("template")
            try installHook("post-checkout", in: template, "touch '\(mark)'")
            let settings = """
                [init]
                templateDir = \(template.path)
                [protocol "ext"]
                allow = always
                [url "ext::touch \(mark) "]
                insteadOf = \(remote.path)/evil
                """
            let file = scene.directory.appending(path: "gitconfig")
            try Data(settings.utf8).write(to: file)
            var command = scene.command
            command.environment["GIT_CONFIG_GLOBAL"] = file.path

            let mirror = Mirror(of: url, at: scene.directory.appending(path: "cache"), command: command)
            let commit = try await mirror.fetch(branch: "main")
            try await mirror.clone(commit, to: scene.directory.appending(path: "clone"))
            let evil = try RemoteURL(remote.path + "/evil")
            await #expect(throws: GitError.self) { try await mirror.command.resolve(evil, branch: "main") }
            #expect(!FileManager.default.fileExists(atPath: mark))
        }
    }

    @Test func aCommitCannotWriteOutsideOfItsExport() async throws {
        try await Scene.with { scene in
            let (repository, _, url) = try await scene.publishedRepository()
            let target = try scene.folder("target")
            // A tree with a link, and beside it a folder of the same name in other letters.
            let link = repository.workTree.appending(path: "dir").path
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target.path)
            try await repository.add()
            let blob = try await repository.hand("hash-object", "-w", "file").orThrow().line
            _ = try await repository.hand("update-index", "--add", "--cacheinfo", "100644,\(blob),Dir/file").orThrow()
            guard case .committed(let commit) = try await repository.commit(message: "Links", .staged) else {
                Issue.record("not committed")
                return
            }
            _ = try await repository.push(to: "origin", .branch("main"))
            let mirror = Mirror(of: url, at: scene.directory.appending(path: "cache"), command: scene.command)
            _ = try await mirror.fetch(branch: "main")
            try await mirror.export(commit.id, to: scene.directory.appending(path: "out"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: target.path).isEmpty)
        }
    }
}
