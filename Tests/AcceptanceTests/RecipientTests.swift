import Foundation
import TestSupport
import Testing

@Suite("Others than this machine open the vault", .timeLimit(.minutes(10)))
struct RecipientTests {
    private static let token = "tok-0a1b2c3d4e5f"

    @Test(
        "Another key opens the vault once it is a recipient, and no more when it is none",
        .enabled(if: Workplace.hasAge, "no age"))
    func recipients() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: Self.token)
            let key = try await place.age("age-keygen", ["-o", "key"])
            let recipient = try #require(key.errors.split(separator: " ").last?.trimmingCharacters(in: .newlines))
            let decrypt = ["-d", "-i", "key", place.vault.path]
            #expect(try await place.age("age", decrypt).exitCode != 0)
            let add = try await place.sluice("credentials", "recipients", "add", recipient, with: place.machine)
            #expect(add.exitCode == 0, "\(add.words)")
            #expect(try await place.age("age", decrypt).output.contains(Self.token))
            let list = try await place.sluice("credentials", "recipients", with: place.machine).output
            #expect(list.contains(recipient) && list.contains("this machine"), "\(list)")
            let again = try await place.sluice("credentials", "recipients", "add", recipient, with: place.machine)
            #expect(again.output.contains("could open the vault already"), "\(again.words)")
            // They are no secrets: unlocked is enough to see them, and not to change them.
            #expect(try await place.sluice("credentials", "recipients").output == list)
            let refused = try await place.sluice("credentials", "recipients", "remove", recipient)
            #expect(refused.exitCode == 3 && refused.errors.contains("SLUICE_PASSPHRASE_FILE"), "\(refused.words)")
            #expect(
                try await place.sluice("credentials", "recipients", "remove", recipient, with: place.machine).exitCode
                    == 0)
            #expect(try await place.age("age", decrypt).exitCode != 0)
        }
    }

    @Test("A second machine opens a copy of the vault with its own passphrase, once it is a recipient")
    func secondMachine() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: Self.token)
            let other = place.folder.appending(path: "other")
            try place.put("other/config/credentials.json", #"{ "workFactor": 4 }"#)
            try place.put("other-passphrase", "of the other machine\n")
            let machine = ["SLUICE_PASSPHRASE_FILE": place.folder.appending(path: "other-passphrase").path]
            func sluice(_ words: String...) async throws -> Command {
                try await place.sluice(words, home: other, with: machine)
            }
            let own = try await sluice("credentials", "recipients")
            let recipient = try #require(own.output.split(separator: " ").first.map(String.init), "\(own.words)")
            let copy = other.appending(path: "credentials/vault.age")
            func carryOver() throws {
                try? FileManager.default.removeItem(at: copy)
                try FileManager.default.copyItem(at: place.vault, to: copy)
            }
            try carryOver()
            let early = try await sluice("credentials")
            #expect(early.exitCode == 1 && early.errors.contains("not encrypted to this machine"), "\(early.words)")
            let add = try await place.sluice("credentials", "recipients", "add", recipient, with: place.machine)
            #expect(add.exitCode == 0, "\(add.words)")
            try carryOver()
            #expect(try await sluice("credentials").output.contains("db"))
            try await place.sluice(["credentials", "lock"], home: other)
        }
    }

    @Test(
        "What is no recipient of age, or not whole, is refused in words",
        arguments: ["age1yubikey1q", "age1pq1q", "ssh-ed25519 AAAA"])
    func foreignRecipient(recipient: String) async throws {
        try await Workplace.withCredentials { place in
            let add = try await place.sluice("credentials", "recipients", "add", recipient, with: place.machine)
            #expect(add.exitCode == 2 && add.errors.contains("It takes age's X25519 recipients"), "\(add.words)")
            #expect(!FileManager.default.fileExists(atPath: place.identity.path))
        }
    }

    @Test("A hardware key's plugin runs at each change; without it nothing is changed, and it is named")
    func plugin() async throws {
        try await Workplace.withCredentials { place in
            let recipient = "age1touch1qypqx0uw8ap"
            try place.put("plugins/age-plugin-touch", Self.plugin)
            let program = place.folder.appending(path: "plugins/age-plugin-touch")
            let path = "\(program.deletingLastPathComponent().path):\(place.environment["PATH"] ?? "")"
            let machine = place.machine.merging(["PATH": path]) { $1 }
            #expect(try await place.sluice("credentials", "unlock", with: machine).exitCode == 0)
            try await place.add("db", secret: Self.token)
            // Nobody may run it yet.
            let early = try await place.sluice("credentials", "recipients", "add", recipient, with: machine)
            #expect(early.exitCode == 1 && early.errors.contains("there is no age-plugin-touch"), "\(early.words)")
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program.path)
            let add = try await place.sluice("credentials", "recipients", "add", recipient, with: machine)
            #expect(add.exitCode == 0 && add.errors.contains("Touch the key"), "\(add.words)")
            try await place.add("other", secret: "by the agent")
            let head = String(decoding: try Data(contentsOf: place.vault).prefix(400), as: UTF8.self)
            #expect(head.contains("-> touch 1\n") && head.contains("-> X25519 "), "\(head)")
            try FileManager.default.removeItem(at: program)
            let refused = try await place.sluice("credentials", "remove", "db", "--yes", with: machine)
            #expect(refused.exitCode == 1 && refused.errors.contains("age-plugin-touch"), "\(refused.words)")
            #expect(try await place.sluice("credentials").output.contains("db"))
            let remove = try await place.sluice("credentials", "recipients", "remove", recipient, with: machine)
            #expect(remove.exitCode == 0, "\(remove.words)")
        }
    }

    @Test("That the agent was started where the plugin is not on the PATH is said, and what helps then")
    func pluginOnAnotherPath() async throws {
        try await Workplace.withCredentials { place in
            try place.put("plugins/age-plugin-touch", Self.plugin)
            let program = place.folder.appending(path: "plugins/age-plugin-touch")
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program.path)
            let path = "\(program.deletingLastPathComponent().path):\(place.environment["PATH"] ?? "")"
            let machine = place.machine.merging(["PATH": path]) { $1 }
            try await place.unlock()
            let recipient = try await place.sluice(
                "credentials", "recipients", "add", "age1touch1qypqx0uw8ap", with: machine)
            #expect(recipient.exitCode == 0, "\(recipient.words)")
            let add = ["credentials", "add", "db", "--stdin"]
            let early = try await place.sluice(add, input: Self.token, with: machine)
            let said = ["the PATH that the agent was started with", "`credentials lock`"]
            #expect(early.exitCode == 1 && said.allSatisfy(early.errors.contains), "\(early.words)")
            try await place.sluice("credentials", "lock")
            let then = try await place.sluice(add, input: Self.token, with: machine)
            #expect(then.exitCode == 0, "\(then.words)")
        }
    }

    /// It wants to be touched, and says that it has wrapped the key.
    private static let plugin = """
        #!/bin/sh
        while read -r line && [ "$line" != "-> done" ]; do :; done
        read -r line
        printf -- '-> msg\\nVG91Y2ggdGhlIGtleQ\\n'
        read -r line && read -r line
        printf -- '-> recipient-stanza 0 touch 1\\nAAAA\\n'
        read -r line && read -r line
        printf -- '-> done\\n\\n'
        """

    @Test("A recovery key is shown once, and opens the vault", .enabled(if: Workplace.hasAge, "no age"))
    func paper() async throws {
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try await place.add("db", secret: Self.token)
            try await withPseudoTerminal(columns: 120, rows: 30) { terminal in
                try place.start(["credentials", "recipients", "add", "--paper"], on: terminal)
                try await terminal.waitFor("Passphrase, to let another key open the vault:")
                terminal.send(Workplace.passphrase + "\r")
                let screen = try await terminal.waitFor("Enter clears it.")
                let key = screen.text.split(separator: "\n").first { $0.hasPrefix("AGE-SECRET-KEY-1") }
                try place.put("key", String(try #require(key)) + "\n")
                terminal.send("\r")
                try await terminal.waitFor("can open the vault now")
                #expect(!terminal.screen.text.contains("AGE-SECRET-KEY"))
                #expect(await terminal.waitForExit() == 0)
            }
            let opened = try await place.age("age", ["-d", "-i", "key", place.vault.path])
            #expect(opened.output.contains(Self.token), "\(opened.words)")
        }
    }
}
