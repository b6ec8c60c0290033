import Foundation
import Testing

@testable import Git

struct FindTests {
    @Test func findsTheWorkTreeFromAFolderBelow() async throws {
        try await Scene.with { scene in
            let repository = try await scene.repository("with space\nand líne")
            let below = try scene.folder("with space\nand líne/a/b")
            let found = try await Repository.find(from: below, command: scene.command)
            #expect(found.workTree.path == repository.workTree.path)
            #expect(found.gitDirectory.path == repository.gitDirectory.path)
        }
    }

    @Test func saysWhyThereIsNoWorkTree() async throws {
        try await Scene.with { scene in
            let plain = try scene.folder("plain")
            await #expect(throws: GitError.notARepository(plain.path(percentEncoded: false))) {
                try await Repository.find(from: plain, command: scene.command)
            }
            let bare = try await scene.bare().directory
            await #expect(throws: GitError.bareRepository(bare.path(percentEncoded: false))) {
                try await Repository.find(from: bare, command: scene.command)
            }
            let inside = try await scene.repository().gitDirectory
            await #expect(throws: GitError.insideGitDirectory(inside.path(percentEncoded: false))) {
                try await Repository.find(from: inside, command: scene.command)
            }
            let nowhere = scene.directory.appending(path: "nowhere")
            await #expect(throws: GitError.noSuchDirectory(nowhere.path(percentEncoded: false))) {
                try await Repository.find(from: nowhere, command: scene.command)
            }
        }
    }

    @Test func namesTheOwnerCheckAsTheReason() async throws {
        try await Scene.with { scene in
            let repository = try await scene.repository()
            // git's own tests use this variable to pretend another owner.
            var command = scene.command
            command.environment["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1"
            let path = repository.workTree.path(percentEncoded: false).withoutTrailingSlash
            await #expect(throws: GitError.unsafeOwnership(path)) {
                try await Repository.find(from: repository.workTree, command: command)
            }
        }
    }

    @Test(arguments: ["no-such-git", "/no/such/git"])
    func missesGitItself(executable: String) async throws {
        try await Scene.with { scene in
            var command = scene.command
            command.executable = executable
            await #expect(throws: GitError.notInstalled(executable)) {
                try await Repository.find(from: scene.directory, command: command)
            }
        }
    }

    @Test func variablesOfAnOuterGitDoNotLeadAstray() async throws {
        try await Scene.with { scene in
            let other = try await scene.repository("other")
            let here = try await scene.repository("here")
            var command = scene.command
            command.environment["GIT_DIR"] = other.gitDirectory.path
            command.environment["GIT_TRACE"] = "1"
            let found = try await Repository.find(from: here.workTree, command: command)
            #expect(found.workTree.path == here.workTree.path)
        }
    }
}
