import Foundation
import Testing

@testable import Git

struct ConfigurationTests {
    private func with(_ body: (Scene, GitCommand, URL) async throws -> Void) async throws {
        try await Scene.with { scene in
            var command = scene.command
            let file = scene.directory.appending(path: "user config")
            try Data("[credential]\n\thelper = cache\n\thelper = store --file a\n".utf8).write(to: file)
            command.environment["GIT_CONFIG_GLOBAL"] = file.path
            try await body(scene, command, file)
        }
    }

    @Test func eachValueIsToldWithItsFileAndWhatACallAddsIsNot() async throws {
        try await with { scene, command, file in
            let repository = try await scene.repository()
            try await repository.addRemote("origin", url: RemoteURL("https://ada@host/a"))
            var command = command
            command.credentialHelper = "!ours"
            let entries = try await command.configuration(in: repository.workTree)
            #expect(entries.filter { $0.key == "credential.helper" }.map(\.value) == ["cache", "store --file a"])
            #expect(entries.first { $0.key == "credential.helper" }?.file?.path == file.path)
            let remote = try #require(entries.first { $0.key == "remote.origin.url" })
            #expect(remote.scope == "local")
            try await command.replace(remote, with: RemoteURL("https://host/b"), in: repository.workTree)
            #expect(try await repository.remoteURL("origin")?.description == "https://host/b")
        }
    }

    @Test func valuesAreAddedAndRemovedExactly() async throws {
        try await with { scene, command, _ in
            let key = "credential.helper"
            func values() async throws -> [String] { try await command.globalValues(of: key, in: scene.directory) }
            for value in ["", "!'/a b/c' get"] { try await command.addGlobalValue(value, of: key, in: scene.directory) }
            #expect(try await values() == ["cache", "store --file a", "", "!'/a b/c' get"])
            try await command.removeGlobalValue("!'/a b/c' get", of: key, in: scene.directory)
            try await command.removeGlobalValue("", of: key, in: scene.directory)
            #expect(try await values() == ["cache", "store --file a"])
            let store = try #require(
                try await command.configuration(in: scene.directory).first { $0.value == "store --file a" })
            try await command.remove(store, in: scene.directory)
            #expect(try await values() == ["cache"])
            #expect(try await command.globalValues(of: "no.such", in: scene.directory) == [])
        }
    }

    @Test func valuesThatAPatternFitsAreRemovedAndOthersStay() async throws {
        try await with { scene, command, file in
            try Data("[http \"https://h/\"]\n\textraHeader = X: y\n\textraHeader = A: secret\n".utf8).write(to: file)
            let entry = try #require(
                try await command.configuration(in: scene.directory).first { $0.value == "A: secret" })
            #expect(entry.subsection == "https://h/")
            try await command.removeValues(likeThatOf: entry, fitting: "^A:", in: scene.directory)
            #expect(try await command.globalValues(of: entry.key, in: scene.directory) == ["X: y"])
        }
    }

    @Test func aSectionIsRenamedWhereItStandsAndNowhereElse() async throws {
        try await with { scene, command, file in
            let old = "https://t\\o\"k@host/"
            let header = #"[url "https://t\\o\"k@host/"]"#
            let text = "# mine\n  \(header) insteadOf = a:\n\tpushInsteadOf = \"https://t\"\n[user]\n\tname = Ann\n"
            try Data(text.utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
            let link = scene.directory.appending(path: "link")
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
            #expect(try await command.configuration(in: scene.directory).first { $0.value == "a:" }?.subsection == old)
            #expect(try ConfigurationFile(link).renameSubsection(old, to: "https://host/"))
            #expect(
                try String(contentsOf: file, encoding: .utf8)
                    == text.replacing(header, with: #"[url "https://host/"]"#))
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            #expect(attributes[.posixPermissions] as? Int == 0o640)
            #expect(try !ConfigurationFile(link).renameSubsection(old, to: "x"))
            // Another program changes it at this moment.
            try Data().write(to: file.appendingPathExtension("lock"))
            #expect(throws: CocoaError.self) { try ConfigurationFile(file).renameSubsection("https://host/", to: "x") }
        }
    }

    @Test func theHelperOfTheCallIsTheOnlyOne() async throws {
        try await with { scene, command, file in
            let (ours, theirs) = (scene.directory.appending(path: "ours"), scene.directory.appending(path: "theirs"))
            try Data("[credential]\n\thelper = \"!touch '\(theirs.path)'; :\"\n".utf8).write(to: file)
            var command = command
            command.credentialHelper = "!touch '\(ours.path)'; printf 'username=u\\npassword=p\\n'; :"
            let request = scene.directory.appending(path: "request")
            try Data("protocol=https\nhost=a\n".utf8).write(to: request)
            command.environment["GIT_EDITOR"] = ":"
            let output = try await command.run(
                ["-c", "alias.ask=!git credential fill < '\(request.path)'", "ask"], in: scene.directory)
            #expect(output.lines.contains("password=p"), "\(output.message)")
            #expect(FileManager.default.fileExists(atPath: ours.path))
            #expect(!FileManager.default.fileExists(atPath: theirs.path))
        }
    }

    @Test func aHelperThatIsLockedIsToldFromARefusal() throws {
        let url = try RemoteURL("https://host/a")
        let refused = "fatal: could not read Username for 'https://host': terminal prompts disabled"
        let locked = RemoteFailure(message: "\(RemoteFailure.lockedWords): …\n\(refused)", url: url)
        #expect(locked == .credentialsLocked(host: "host") && locked.isRefusal)
        #expect(RemoteFailure(message: refused, url: url) == .credentialsMissing(host: "host"))
    }
}
