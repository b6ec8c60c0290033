import Foundation
import TestSupport
import Testing

@Suite(
    "What was handed out is shown nowhere", .timeLimit(.minutes(10)),
    .enabled(if: GitServer.isInstalled, "no python3 to serve with"))
struct HidingTests {
    private static let token = GitServer.token

    @Test("A remote that tells a token back tells it nobody: what the store has handed out is hidden")
    func toldBack() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await place.unlock()
            try await place.add(server.host, user: "ann", secret: Self.token)
            let encoded = Data("ann:\(Self.token)".utf8).base64EncodedString()
            try place.putHook("pre-receive", "echo 'Basic \(encoded)'; echo 'ann:\(Self.token)'; exit 1")
            let refused = try await place.sluice("push", with: place.atHome)
            #expect(refused.exitCode == 1 && refused.errors.contains("ann:***"), "\(refused.words)")
            try place.putHook("pre-receive", "echo 'ann:\(Self.token)'")
            let done = try await place.sluice("push", with: place.atHome)
            #expect(done.exitCode == 0 && done.errors.contains("remote: ann:***"), "\(done.words)")

            try place.write([
                "pipeline.yml": "pipeline: shop\nsource: main\nstages:\n  Work:\n    Say: [echo \(Self.token)]\n"
            ])
            let diff = try await place.sluice("diff", with: place.atHome)
            let json = try await place.sluice("pipeline", "--json", with: place.atHome)
            #expect(diff.output.contains("echo ***") && json.output.contains("echo ***"), "\(json.words)")
            for said in [refused, done, diff, json] {
                #expect(!said.words.contains(Self.token) && !said.words.contains(encoded), "\(said.words)")
            }
        }
    }

    @Test("A line with a secret that the store has handed out is answered without it, and not kept in the history")
    func history() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await place.unlock()
            try await place.add(server.host, user: "ann", secret: Self.token)
            #expect(try await place.sluice("push", with: place.atHome).exitCode == 0)
            try await place.shell { terminal in
                terminal.send("help \(Self.token)\r")
                try await terminal.waitFor("'***'")
            }
            #expect(place.lines("home/state/history").contains { $0.contains("exit") })
            #expect(try place.filesThatContain(Self.token) == [])
        }
    }

    @Test("The prompt and questions hide what was handed out, also once the credentials are locked")
    func prompt() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await place.unlock()
            try await place.add(server.host, user: "ann", secret: Self.token)
            try await place.git("switch", "--quiet", "--create", "fix-\(Self.token)")
            try await withPseudoTerminal(columns: 120, rows: 40) { terminal in
                try place.start(["push", "to-\(Self.token)"], on: terminal)
                try await terminal.waitFor("origin has no branch to-*** (did you mean fix-***?). Create it? [y/n]")
                terminal.send("n\r")
                #expect(await terminal.waitForExit() == 1)
                #expect(!terminal.output.contains(Self.token))
            }
            try await place.shell { terminal in
                try await terminal.waitFor("shop fix-***")
                terminal.send("credentials lock\r")
                try await terminal.waitFor("locked")
                terminal.send("status\r")
                try await terminal.waitFor("on fix-***, which")
                #expect(!terminal.output.contains(Self.token))
            }
        }
    }

    @Test("What a remote tells the engine's git back is hidden in its errors, its answers and its database")
    func toldToTheEngine() async throws {
        try await Workplace.withDemandingRemote { place, server in
            try await place.deployUpToApproval(server)
            try await server.tellBack()
            #expect(try await place.sluice("approve", "--yes").exitCode == 0)
            let watch = try await place.sluice("watch")
            #expect(watch.exitCode == 1 && watch.words.contains("no room for ann:***"), "\(watch.words)")
            // What any client sees, which hides nothing itself.
            try await place.sluice("credentials", "lock")
            let action = try await place.sluice("stages", "--json")
            #expect(action.output.contains("no room for ann:***"), "\(action.words)")
            #expect(try place.filesThatContain(Self.token) == [])
        }
    }
}
