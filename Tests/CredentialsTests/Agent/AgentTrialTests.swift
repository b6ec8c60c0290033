import AgentLink
import Foundation
import TestSupport
import Testing

@testable import Credentials

/// Entries that git gets before they are in the vault.
@Suite(.timeLimit(.minutes(5))) struct AgentTrialTests {
    private static let target = "protocol=https\nhost=a\n"

    private func entry(_ secret: String, user: String = "u") -> Credential {
        Credential(
            kind: .git, pattern: "https://a", username: user, secret: Secret(secret),
            created: Date(timeIntervalSince1970: 1_800_000_000))
    }

    /// An unlocked agent with an entry that has the secret `old`.
    private func withAgent(_ body: (AgentProcess) async throws -> Void) async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .seconds(600))
            try agent.client.store(entry("old"))
            try await body(agent)
        }
    }

    private func password(_ agent: AgentProcess) throws -> String? {
        let answer = String(decoding: try agent.client.git("get", Array(Self.target.utf8)), as: UTF8.self)
        return answer.split(separator: "\n").first { $0.hasPrefix("password=") }.map { String($0.dropFirst(9)) }
    }

    @Test func itIsForGitAloneUntilItIsKept() async throws {
        try await withAgent { agent in
            let trial = try agent.client.hold(entry("new"))
            #expect(try password(agent) == "new")
            #expect(try agent.client.secret(.git, for: "https://a")?.secret == Secret("old"))
            try trial.release(keep: false)
            #expect(try password(agent) == "old")
            try agent.client.hold(entry("new")).release(keep: true)
            #expect(try agent.client.secret(.git, for: "https://a")?.secret == Secret("new"))
        }
    }

    @Test func itEndsWithWhoeverTriesIt() async throws {
        try await withAgent { agent in
            do {
                let trial = try agent.client.hold(entry("new"))
                #expect(try password(agent) == "new")
                withExtendedLifetime(trial) {}
            }
            while try password(agent) != "old" {
                try Task.checkCancellation()
                await Task.yield()
            }
        }
    }

    @Test func theEndOfOneLeavesTheNextAlone() async throws {
        try await withAgent { agent in
            let first = try agent.client.hold(entry("first"))
            let second = try agent.client.hold(entry("second"))
            try first.release(keep: true)
            #expect(try password(agent) == "second")
            #expect(try agent.vault.read(with: agent.identity).credentials.map(\.secret) == [Secret("old")])
            try second.release(keep: true)
            #expect(try agent.vault.read(with: agent.identity).credentials.map(\.secret) == [Secret("second")])
        }
    }

    @Test func gitEndsItWithItsOwnSecretAlone() async throws {
        try await withAgent { agent in
            let trial = try agent.client.hold(entry("new"))
            for (secret, after) in [("another", "new"), ("new", "old")] {
                _ = try agent.client.git("erase", Array("\(Self.target)username=u\npassword=\(secret)\n".utf8))
                #expect(try password(agent) == after)
            }
            // What has ended is not kept.
            try trial.release(keep: true)
            #expect(try password(agent) == "old")
        }
    }

    @Test(arguments: ["store", "add", "edit", "remove", "git's store"]) func itEndsWithAChangeOfItsEntry(
        change: String
    ) async throws {
        try await withAgent { agent in
            let trial = try agent.client.hold(entry("new"))
            switch change {
            case "store": try agent.client.store(entry("right"))
            case "add": #expect(try agent.client.add(entry("old")))
            case "edit": try agent.client.edit(entry("old").key, CredentialEdit(secret: Secret("right")))
            case "remove": try agent.client.remove(entry("old").key)
            default: _ = try agent.client.git("store", Array("\(Self.target)username=u\npassword=right\n".utf8))
            }
            #expect(try password(agent) == ["add": "old", "remove": nil][change, default: "right"])
            withExtendedLifetime(trial) {}
        }
    }

    @Test func thatOfAnotherUserGoesOn() async throws {
        try await withAgent { agent in
            let trial = try agent.client.hold(entry("new", user: "v"))
            try agent.client.store(entry("right"))
            #expect(try password(agent) == "new")
            try trial.release(keep: false)
            #expect(try password(agent) == "right")
        }
    }

    @Test func withoutAnAgentNothingIsKept() async throws {
        try await withAgent { agent in
            let trial = try agent.client.hold(entry("new"))
            try agent.client.lock()
            await agent.end()
            #expect(throws: AgentError.locked) { try trial.release(keep: true) }
            #expect(throws: AgentError.locked) { try agent.client.hold(entry("new")) }
        }
    }
}
