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
