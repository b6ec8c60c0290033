import AgentLink
import Foundation
import TestSupport
import Testing

@testable import Credentials

struct HandedOutMaskingTests {
    /// An unlocked agent with three secrets, and what hides those that it hands out.
    private func withAgent(_ body: (AgentProcess, HandedOutMasking) async throws -> Void) async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .seconds(600))
            try agent.client.store(credential(.git, "https://a", "hunter2"))
            try agent.client.store(credential(.secret, "b", "swordfish"))
            try agent.client.store(credential(.secret, "c", "unasked"))
            try await body(agent, HandedOutMasking(socket: agent.socket))
        }
    }

    private func credential(_ kind: Credential.Kind, _ pattern: String, _ secret: String) -> Credential {
        Credential(
            kind: kind, pattern: pattern, username: "u", secret: Secret(secret), created: Date(timeIntervalSince1970: 0)
        )
    }

    @Test func whatIsHandedOutIsHiddenFromThenOnAndNothingElse() async throws {
        try await withAgent { agent, masking in
            let text = "hunter2 swordfish unasked\n"
            #expect(masking.masking(text) == text)
            _ = try agent.client.git("get", Array("protocol=https\nhost=a\n".utf8))
            #expect(masking.masking(text) == "*** swordfish unasked\n")
            _ = try agent.client.secret(.secret, for: "b")
            #expect(masking.masking(text) == "*** *** unasked\n")
            let late = HandedOutMasking(socket: agent.socket)
            #expect(late.masking(text) == "*** *** unasked\n")
            #expect(late.masking(Data("u:hunter2".utf8).base64EncodedString()).contains("***"))
        }
    }

    @Test func whoHasAMaskerOfTheirOwnIsToldAllOnceThereIsMore() async throws {
        try await withAgent { agent, masking in
            #expect(masking.news() == nil)
            _ = try agent.client.secret(.secret, for: "b")
            #expect(masking.news() == ["swordfish"])
            #expect(masking.news() == nil && masking.masking("swordfish") == "***")
            _ = try agent.client.secret(.secret, for: "c")
            #expect(masking.news().map(Set.init) == ["swordfish", "unasked"])
        }
    }

    @Test func whatIsOnlyOnTrialIsHiddenToo() async throws {
        try await withAgent { agent, masking in
            let trial = try agent.client.hold(credential(.git, "https://t", "trial-run"))
            _ = try agent.client.git("get", Array("protocol=https\nhost=t\n".utf8))
            #expect(masking.masking("a trial-run\n") == "a ***\n")
            try trial.release(keep: true)
            #expect(masking.masking("a trial-run\n") == "a ***\n")
        }
    }

    @Test func whatOpenedNothingIsAWordLikeAnyOtherAfterwards() async throws {
        try await withAgent { agent, masking in
            for secret in ["credentials", "hunter2"] {
                let trial = try agent.client.hold(credential(.git, "https://t", secret))
                _ = try agent.client.git("get", Array("protocol=https\nhost=t\n".utf8))
                #expect(masking.masking("the \(secret)\n") == "the ***\n")
                try trial.release(keep: false)
            }
            // What the vault has stays a secret.
            #expect(masking.masking("credentials hunter2") == "credentials ***")
            #expect(HandedOutMasking(socket: agent.socket).masking("credentials hunter2") == "credentials ***")
            #expect(masking.news() == ["hunter2"])
        }
    }

    @Test func whoTriesASecretHidesItUntilTheTrialsEnd() async throws {
        try await withAgent { agent, masking in
            masking.hide(Secret("credentials"))
            #expect(masking.masking("credentials") == "***")
            masking.endTrials()
            #expect(masking.masking("credentials") == "credentials")
        }
    }

    @Test func whatWasLearntStaysHiddenWhenTheAgentIsLockedOrKilled() async throws {
        try await withAgent { agent, masking in
            _ = try agent.client.secret(.secret, for: "b")
            #expect(masking.masking("swordfish") == "***")
            try agent.client.lock()
            await agent.end()
            #expect(masking.masking("swordfish unasked") == "*** unasked")
            #expect(HandedOutMasking(socket: agent.socket).masking("swordfish") == "swordfish")
        }
    }

    @Test func theNextAgentIsAskedWithoutForgettingTheLast() async throws {
        try await withAgent { agent, masking in
            _ = try agent.client.secret(.secret, for: "b")
            #expect(masking.masking("swordfish") == "***")
            await agent.kill()
            let next = try agent.startAnother()
            try agent.client.unlock(agent.identity, for: .seconds(600))
            _ = try agent.client.secret(.secret, for: "c")
            #expect(masking.masking("swordfish unasked hunter2") == "*** *** hunter2")
            try agent.client.lock()
            next.waitUntilExit()
        }
    }

    @Test func oneThatDoesNotReadIsLeftAndHoldsUpNobody() async throws {
        try await withScratchDirectory { directory in
            let path = directory.appending(path: "socket").path
            let socket = try AgentSocket.listen(at: path)
            let listener = try AgentSocket.connect(to: path)
            var listeners = Listeners()
            try listeners.add(try #require(socket.accept(within: .seconds(60))))
            // More than a socket takes that nobody reads from.
            listeners.tell((0..<40).map { Secret("\($0)" + String(repeating: "x", count: 100_000)) })
            #expect(try listener.receiveMessage() == [])
            #expect(throws: AgentError.ended) { while true { _ = try listener.receiveMessage() } }
        }
    }

    @Test(.timeLimit(.minutes(5))) func whoCallsOnceLeavesNothingWithTheAgent() async throws {
        try await withAgent { agent, _ in
            let open = {
                try FileManager.default.contentsOfDirectory(atPath: "/proc/\(agent.process.processIdentifier)/fd").count
            }
            _ = HandedOutMasking(socket: agent.socket).masking("x")
            let before = try open()
            for _ in 0..<20 { _ = HandedOutMasking(socket: agent.socket).masking("x") }
            // The agent sees the end of a connection a moment after it.
            while try open() > before { await Task.yield() }
        }
    }
}
