import AgentLink
import Foundation
import TestSupport
import Testing

@testable import Credentials

struct AgentTests {
    private let created = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func anUnlockedAgentKeepsCredentialsAndAnswersThem() async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .seconds(60))
            let credential = Credential(kind: .secret, pattern: "db", secret: Secret("hunter2"), created: created)
            try agent.client.store(credential)
            #expect(try agent.client.list() == [CredentialSummary(credential)])
            #expect(try agent.vault.read(with: agent.identity).credentials == [credential])
            #expect(try agent.client.secret(.secret, for: "db") == credential)
            #expect(try agent.client.secret(.secret, for: "other") == nil)
            try agent.client.remove(credential.key)
            #expect(try agent.client.list() == [])
        }
    }

    @Test func anEntryIsChangedInPlaceWithoutItsSecretComingOut() async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .seconds(60))
            let old = Credential(
                kind: .git, pattern: "https://a", username: "u", secret: Secret("p"), expires: created,
                refreshToken: Secret("r"), created: created, note: "mine")
            let other = Credential(kind: .secret, pattern: "db", secret: Secret("x"), created: created)
            try agent.client.store(other)
            try agent.client.store(old)
            try agent.client.edit(old.key, CredentialEdit(username: "v", note: "ours", neverExpires: true))
            var edited = old
            (edited.username, edited.note, edited.expires) = ("v", "ours", nil)
            #expect(try agent.vault.read(with: agent.identity).credentials == [edited, other])
            try agent.client.edit(edited.key, CredentialEdit(note: "", secret: Secret("new")))
            let rotated = try #require(try agent.vault.read(with: agent.identity).credentials.first)
            #expect(rotated.secret == Secret("new") && rotated.refreshToken == nil && rotated.note == nil)
        }
    }

    @Test func whatIsGoneIsNotSaidToBeChanged() async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .seconds(60))
            let gone = CredentialKey(kind: .git, pattern: "https://a", username: "u")
            let error = #expect(throws: AgentError.self) {
                try agent.client.edit(gone, CredentialEdit(secret: Secret("new")))
            }
            #expect(error?.description.contains("There is no entry for https://a of u any more") == true)
            #expect(try agent.client.list() == [])
        }
    }

    @Test func theSameSecretStoredAgainKeepsItsRefreshToken() async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .seconds(60))
            var entry = Credential(
                kind: .git, pattern: "https://a", username: "u", secret: Secret("p"), refreshToken: Secret("r"),
                created: created)
            try agent.client.store(entry)
            (entry.refreshToken, entry.note) = (nil, "mine")
            try agent.client.store(entry)
            var stored = try agent.vault.read(with: agent.identity).credentials.first
            #expect(stored?.refreshToken == Secret("r") && stored?.note == "mine")
            entry.secret = Secret("q")
            try agent.client.store(entry)
            stored = try agent.vault.read(with: agent.identity).credentials.first
            #expect(stored?.secret == Secret("q") && stored?.refreshToken == nil)
        }
    }

    @Test func noEntryGivesWayToAnotherUnasked() async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .seconds(60))
            func entry(_ user: String, _ secret: String) -> Credential {
                Credential(kind: .git, pattern: "https://a", username: user, secret: Secret(secret), created: created)
            }
            for user in ["u", "v"] { try agent.client.store(entry(user, "of \(user)")) }
            #expect(
                throws: AgentError.refused("There is another entry for https://a of v already; it is not replaced.")
            ) {
                try agent.client.edit(entry("u", "").key, CredentialEdit(username: "v"))
            }
            #expect(try agent.client.add(entry("u", "of u")))
            #expect(try !agent.client.add(entry("u", "stale")))
            #expect(try agent.client.add(entry("w", "of w")))
            #expect(
                try agent.vault.read(with: agent.identity).credentials
                    == ["w", "v", "u"].map { entry($0, "of \($0)") })
        }
    }

    @Test func aTextIsSearchedForTheVaultsSecretsWhileOthersAreServed() async throws {
        try await AgentProcess.with { agent in
            #expect(throws: AgentError.locked) { try agent.client.search() }
            try agent.client.unlock(agent.identity, for: .seconds(60))
            for (name, secret) in [("a", "hunter2"), ("b", "swordfish")] {
                try agent.client.store(
                    Credential(kind: .secret, pattern: name, secret: Secret(secret), created: created))
            }
            let search = try agent.client.search()
            try search.send(Array("one hun".utf8))
            #expect(try agent.client.list().count == 2)
            try search.send(Array("ter2 two".utf8))
            #expect(try search.finish() == Array("hunter2".utf8))
            let other = try agent.client.search()
            try other.send(Array("hunter2".utf8))
            // Whoever expects something else has an agent of another version.
            let error = #expect(throws: AgentError.malformedMessage) { try other.finish(as: [Int].self) }
            #expect(error?.description.contains("`credentials lock`") == true)
        }
    }

    @Test func whatIsFoundMayBeLongerThanAMessage() async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .seconds(60))
            let secrets = (0..<6).map { String(repeating: "\($0)", count: 1 << 20) }
            for secret in secrets {
                try agent.client.store(
                    Credential(kind: .secret, pattern: secret.prefix(1) + "", secret: Secret(secret), created: created))
            }
            let search = try agent.client.search()
            for secret in secrets { try search.send(Array(secret.utf8)) }
            #expect(try search.finish().count == 6 << 20 + 5)
        }
    }

    @Test func anAgentThatIsKilledWhileItSearchesIsSaidToHaveEnded() async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .seconds(60))
            let search = try agent.client.search()
            await agent.kill()
            #expect(throws: AgentError.ended) {
                try search.send(Array("text".utf8))
                _ = try search.finish()
            }
        }
    }

    @Test func gitIsAnsweredThroughTheAgent() async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .seconds(60))
            let target = "protocol=https\nhost=example.com\n"
            #expect(try agent.client.git("store", Array("\(target)username=u\npassword=p\n".utf8)) == [])
            #expect(try agent.client.git("get", Array(target.utf8)) == Array("username=u\npassword=p\n".utf8))
            #expect(try agent.client.git("unheard-of", []) == [])
            #expect(throws: AgentError.self) { try agent.client.git("get", Array("nonsense".utf8)) }
        }
    }

    @Test func aLockedAgentAnswersNothing() async throws {
        try await AgentProcess.with { agent in
            #expect(throws: AgentError.locked) { try agent.client.list() }
            #expect(throws: AgentError.locked) { try agent.client.timeLeft() }
        }
    }

    @Test func lockEndsTheAgent() async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .seconds(60))
            #expect(try agent.client.timeLeft() > .zero)
            try agent.client.lock()
            await agent.end()
            #expect(agent.process.terminationStatus == 0)
            #expect(throws: AgentError.locked) { try agent.client.secret(.secret, for: "db") }
            #expect(!FileManager.default.fileExists(atPath: agent.socket.path))
            try agent.client.lock()
        }
    }

    @Test func theAgentEndsWhenItsTimeIsUp() async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .milliseconds(1))
            await agent.end()
            #expect(agent.process.terminationStatus == 0)
        }
    }

    @Test func theAgentEndsWithTheFolderOfItsSocketAsAtLogOut() async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .seconds(600))
            try FileManager.default.removeItem(at: agent.socket.deletingLastPathComponent())
            await agent.end()
            #expect(agent.process.terminationStatus == 0)
        }
    }

    @Test func theIdentityLiesInLockedMemory() async throws {
        try await AgentProcess.with { agent in
            func locked() throws -> Substring? {
                let status = try String(
                    contentsOfFile: "/proc/\(agent.process.processIdentifier)/status", encoding: .utf8)
                return status.split(separator: "\n").first { $0.hasPrefix("VmLck") }
            }
            #expect(try locked()?.hasSuffix(" 0 kB") == true)
            try agent.client.unlock(agent.identity, for: .seconds(60))
            #expect(try locked()?.hasSuffix(" 4 kB") == true)
        }
    }

    @Test func aClientThatSpeaksNonsenseHurtsNobody() async throws {
        try await AgentProcess.with { agent in
            for nonsense: [UInt8] in [[], [0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 2, 0x7B, 0x7D]] {
                try AgentSocket.connect(to: agent.socket.path).send(nonsense)
            }
            try agent.client.unlock(agent.identity, for: .seconds(60))
            #expect(try agent.client.list() == [])
        }
    }

    @Test func onlyItsUserMayConnect() async throws {
        try await AgentProcess.with { agent in
            let files = FileManager.default
            let socket = try files.attributesOfItem(atPath: agent.socket.path)
            let folder = try files.attributesOfItem(atPath: agent.socket.deletingLastPathComponent().path)
            #expect(socket[.posixPermissions] as? Int == 0o600)
            #expect(folder[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test func itLeavesNoCoreDump() async throws {
        try await AgentProcess.with { agent in
            let limits = try String(contentsOfFile: "/proc/\(agent.process.processIdentifier)/limits", encoding: .utf8)
            let core = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
            #expect(core?.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"])
        }
    }

    @Test func aSecondAgentOnTheSocketIsRefused() async throws {
        try await AgentProcess.with { agent in
            #expect(throws: AgentError.running(path: agent.socket.path)) {
                _ = try ListeningPlace(agent.socket)
            }
        }
    }

    @Test func anAgentThatWasKilledLeavesTheWayFree() async throws {
        try await AgentProcess.with { agent in
            await agent.kill()
            #expect(throws: AgentError.locked) { try agent.client.list() }
            _ = try ListeningPlace(agent.socket)
        }
    }

    @Test func itsSocketAndFolderAreNobodyElses() async throws {
        try await withScratchDirectory { directory in
            let folder = directory.appending(path: "run")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            func mode(_ url: URL) throws -> Int? {
                try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
            }
            chmod(folder.path, 0o777)
            let socket = folder.appending(path: "agent.sock")
            let listening = try ListeningPlace(socket)
            #expect(try mode(folder) == 0o700 && mode(socket) == 0o600)
            withExtendedLifetime(listening) {}
            let link = directory.appending(path: "link")
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder)
            #expect(throws: AgentError.foreignFolder(link.path)) {
                try ListeningPlace(link.appending(path: "other.sock"))
            }
        }
    }

    @Test(.enabled(if: geteuid() == 0, "not root")) func anothersFolderIsRefused() async throws {
        try await withScratchDirectory { directory in
            let folder = directory.appending(path: "run")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            #expect(chown(folder.path, 65534, 65534) == 0)
            #expect(throws: AgentError.foreignFolder(folder.path)) {
                try ListeningPlace(folder.appending(path: "agent.sock"))
            }
        }
    }

    @Test func anIdentityThatIsNoneIsRefusedWithoutQuotingIt() async throws {
        try await AgentProcess.with { agent in
            let connection = try AgentSocket.connect(to: agent.socket.path)
            let error = #expect(throws: AgentError.self) {
                try connection.response(to: .unlock(identity: "AGE-SECRET-KEY-1HUNTER2", seconds: 60))
            }
            guard case .refused(let reason) = error else { throw AgentError.malformedMessage }
            #expect(!reason.contains("HUNTER2"))
        }
    }
}
