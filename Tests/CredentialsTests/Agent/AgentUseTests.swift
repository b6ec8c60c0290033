import Foundation
import TestSupport
import Testing

@testable import Credentials

/// That an entry was used is noted in the vault, which runs the plugins of its recipients.
@Suite(.timeLimit(.minutes(5))) struct AgentUseTests {
    /// An unlocked agent, and a vault with one entry, which a plugin of this kind encrypts to another recipient too.
    private func withAgent(_ program: String, _ body: (AgentProcess, TestPlugins) async throws -> Void) async throws {
        try await withScratchDirectory { directory in
            let plugins = try TestPlugins(directory)
            let recipient = try plugins.add("slow", TestPlugins.saying("-> recipient-stanza 0 x\nAAAA\n-> done\n"))
            try await AgentProcess.with(path: "\(plugins.folder.path):/usr/bin:/bin") { agent in
                var vault = agent.vault
                vault.plugins = plugins.plugins
                try vault.update(with: agent.identity) {
                    $0.recipients = [recipient]
                    $0.store(
                        Credential(kind: .secret, pattern: "db", secret: Secret("hunter2"), created: .distantPast))
                }
                try plugins.add("slow", program)
                try agent.client.unlock(agent.identity, for: .seconds(600))
                try await body(agent, plugins)
            }
        }
    }

    @Test func whoAsksIsAnsweredBeforeTheUseIsNoted() async throws {
        let waiting = """
            #!/bin/sh
            read go <"$0.go"
            \(TestPlugins.saying("-> recipient-stanza 0 x\nAAAA\n-> done\n"))
            """
        try await withAgent(waiting) { agent, plugins in
            let go = plugins.folder.appending(path: "age-plugin-slow.go").path
            #expect(mkfifo(go, 0o600) == 0)
            let pipe = open(go, O_RDWR | O_CLOEXEC)
            defer { close(pipe) }
            #expect(try agent.client.secret(.secret, for: "db")?.secret == Secret("hunter2"))
            #expect(write(pipe, "\n", 1) == 1)
            while try agent.client.list().first?.lastUsed == nil {
                try Task.checkCancellation()
                await Task.yield()
            }
        }
    }

    @Test func aNoteThatFailedIsNotTriedAgainAtOnce() async throws {
        try await withAgent("#!/bin/sh\necho ran >>\"$0.log\"\n") { agent, plugins in
            for _ in 0..<5 { #expect(try agent.client.secret(.secret, for: "db") != nil) }
            let log = plugins.folder.appending(path: "age-plugin-slow.log")
            while !FileManager.default.fileExists(atPath: log.path) {
                try Task.checkCancellation()
                await Task.yield()
            }
            // Whoever is being served, and what is being noted, is done when it has ended.
            try agent.client.lock()
            await agent.end()
            #expect(try String(contentsOf: log, encoding: .utf8) == "ran\n")
        }
    }
}
