import Foundation
import TestSupport
import Testing

@testable import Credentials

private let age = ["/usr/bin/age", "/usr/local/bin/age"].first { FileManager.default.isExecutableFile(atPath: $0) }

@Suite("Recipients of age's plugins", .timeLimit(.minutes(5))) struct PluginRecipientTests {
    private let identity = X25519Identity()

    private static let full = "dGhlIHNsb3Qg4piDIGlzIGVtcHR5"
    private static let stanza = "-> recipient-stanza 0 x\nAAAA\n"

    /// A vault with one entry, and plugins that it finds.
    private func withVault(_ body: (VaultFile, TestPlugins) throws -> Void) async throws {
        try await withScratchDirectory { directory in
            let plugins = try TestPlugins(directory)
            var file = VaultFile(directory.appending(path: "vault.age"))
            file.plugins = plugins.plugins
            try store("hunter2", in: file)
            try body(file, plugins)
        }
    }

    private func store(_ secret: String, in file: VaultFile) throws {
        try file.update(with: identity) {
            $0.store(Credential(kind: .secret, pattern: "db", secret: Secret(secret), created: .distantPast))
        }
    }

    @Test(
        "age itself opens the vault through the plugin, and we do without it",
        .enabled(if: age != nil && TestPlugins.hasPython, "no age, or no python3"))
    func opened() async throws {
        try await withVault { file, plugins in
            let recipient = try plugins.add("hide", TestPlugins.working)
            try file.update(with: identity) { $0.recipients.append(recipient) }
            try store("swordfish", in: file)
            let key = plugins.folder.appending(path: "key")
            try Data((TestPlugins.identity(of: "hide") + "\n").utf8).write(to: key)
            let (process, output) = (Process(), Pipe())
            process.executableURL = URL(filePath: try #require(age))
            process.arguments = ["-d", "-i", key.path, file.url.path]
            process.environment = ["PATH": plugins.folder.path]
            process.standardOutput = output
            try process.run()
            let content = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            #expect(String(decoding: content, as: UTF8.self).contains("swordfish"))
            let vault = try VaultFile(file.url).read(with: identity)
            #expect(vault.recipients == [identity.recipient, recipient] && vault.credentials.count == 1)
        }
    }

    @Test("What it says is shown on one harmless line", .enabled(if: TestPlugins.hasPython, "no python3"))
    func message() async throws {
        try await withScratchDirectory { directory in
            var plugins = try TestPlugins(directory)
            let recipient = try plugins.add("hide", TestPlugins.working)
            let said = AsyncStream.makeStream(of: String.self)
            plugins.plugins.show = { said.continuation.yield($0) }
            let file = try Age.encrypt([1], to: .keys([recipient]), plugins: plugins.plugins)
            said.continuation.finish()
            #expect(await said.stream.reduce(into: []) { $0.append($1) } == ["touch[31m it now"])
            #expect(String(decoding: file.prefix(200), as: UTF8.self).contains("-> hidden \(recipient) ok\n"))
        }
    }

    @Test(
        "A plugin that does not do as it should stops the change and loses nothing",
        arguments: [
            (
                "it says: the slot \u{2603} is empty",
                TestPlugins.saying("-> error recipient 0\n\(Self.full)\n-> done\n")
            ),
            ("its recipients stand beside no others", TestPlugins.saying("-> labels postquantum\n")),
            ("no stanza", TestPlugins.saying("hello\nworld")),
            ("no stanza", TestPlugins.saying("-> recipient-stanza 0 x\n&&&&")),
            ("another file", TestPlugins.saying("-> recipient-stanza 7 x\nAAAA")),
            ("another file", TestPlugins.saying("-> recipient-stanza\nAAAA")),
            ("one of age's own", TestPlugins.saying("-> recipient-stanza 0 scrypt AAAA 18\nAAAA")),
            ("one of age's own", TestPlugins.saying("-> recipient-stanza 0 X25519 AAAA\nAAAA")),
            ("0 stanzas", TestPlugins.saying("-> done\n")),
            ("2 stanzas", TestPlugins.saying("\(Self.stanza)\(Self.stanza)-> done\n")),
            ("ended before", "#!/bin/sh\nexit 3\n"),
            ("ended before", "#!/bin/sh\nprintf -- '-> recipient-stanza 0 x\\nAAAA'\n"),
            ("says more than", "#!/bin/sh\nexec cat /dev/zero\n"),
            ("answers with no stanza", "#!/bin/sh\nexec yes -- '-> msg'\n"),
            ("Exec format error", "no program"),
        ])
    func bad(reason: String, program: String) async throws {
        try await withVault { file, plugins in
            let recipient = try plugins.add("bad", program)
            let before = try Data(contentsOf: file.url)
            let error = #expect(throws: AgeError.self) {
                try file.update(with: identity) { $0.recipients.append(recipient) }
            }
            #expect(error?.description.contains("Nothing was written: age-plugin-bad") == true)
            #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
            #expect(try Data(contentsOf: file.url) == before)
        }
    }

    @Test("One that hangs is ended, with what it started")
    func hanging() async throws {
        try await withScratchDirectory { directory in
            var plugins = try TestPlugins(directory)
            let recipient = try plugins.add("slow", "#!/bin/sh\nsleep 1000 & echo $! >\"$0.child\"; wait\n")
            plugins.plugins.patience = 3
            #expect(throws: AgeError.plugin("age-plugin-slow", "it has not answered for 3 seconds")) {
                try Age.encrypt([1], to: .keys([recipient]), plugins: plugins.plugins)
            }
            let child = try String(
                contentsOf: plugins.folder.appending(path: "age-plugin-slow.child"), encoding: .utf8)
            let path = "/proc/\(child.trimmingCharacters(in: .newlines))/cmdline"
            while FileManager.default.contents(atPath: path)?.isEmpty == false { await Task.yield() }
        }
    }

    @Test("Without its plugin the vault can be read, not changed, and rid of the recipient")
    func missing() async throws {
        try await withVault { file, plugins in
            let recipient = try plugins.add("gone", TestPlugins.saying("-> recipient-stanza 0 x\nAAAA\n-> done\n"))
            try file.update(with: identity) { $0.recipients.append(recipient) }
            try FileManager.default.removeItem(at: plugins.folder.appending(path: "age-plugin-gone"))
            #expect(throws: AgeError.pluginMissing("age-plugin-gone", recipient: "\(recipient)", byAgent: false)) {
                try store("swordfish", in: file)
            }
            #expect(try file.read(with: identity).credentials.first?.secret == Secret("hunter2"))
            try file.update(with: identity) { $0.recipients.removeAll { $0 == recipient } }
            try store("swordfish", in: file)
        }
    }

    @Test(
        "Text that names no plugin is refused",
        arguments: ["age1", "age1/../x", "age1a b", "age1ä", "age-plugin"])
    func noRecipient(text: String) {
        #expect(throws: AgeError.self) { try AgeRecipient(text) }
        #expect(throws: AgeError.self) { try AgeRecipient(Bech32.encode([1], prefix: text)) }
    }
}
