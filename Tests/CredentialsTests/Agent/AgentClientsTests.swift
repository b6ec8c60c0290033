import AgentLink
import Foundation
import TestSupport
import Testing

@testable import Credentials

/// Several clients of one agent, some of them bad ones.
@Suite(.timeLimit(.minutes(5))) struct AgentClientsTests {
    private func withAgent(_ body: (AgentProcess) async throws -> Void) async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .seconds(600))
            try await body(agent)
        }
    }

    @Test func othersAreServedWhileOneIsSilent() async throws {
        try await withAgent { agent in
            // On a machine that stands still for ten seconds the silent one is left first, which proves nothing.
            let isServedMeanwhile = try (0..<5).contains { _ in
                let silent = try AgentSocket.connect(to: agent.socket.path)
                try silent.send([0, 0] as [UInt8])
                #expect(try agent.client.list() == [])
                return !silent.isReadable
            }
            #expect(isServedMeanwhile)
        }
    }

    @Test func oneThatNeverEndsItsRequestIsLeftThoughItGoesOn() async throws {
        try await withAgent { agent in
            let slow = try AgentSocket.connect(to: agent.socket.path)
            slow.limitPauses(toSeconds: 1)
            try slow.send([0, 1, 0, 0] as [UInt8])
            #expect(throws: AgentError.ended) {
                while true {
                    try slow.send([0] as [UInt8])
                    do { _ = try slow.receive(1) } catch AgentError.timedOut {}
                }
            }
            #expect(try agent.client.list() == [])
        }
    }

    @Test func whatIsAskedBeforeTheEndAndHeardAfterItIsNotDone() async throws {
        try await withAgent { agent in
            let requests: [AgentRequest] = [
                .list, .unlock(identity: agent.identity.text.reveal(), seconds: 600),
            ]
            let late = try requests.map { request in
                let body = [AgentProtocol.version] + Array(try JSONEncoder().encode(request))
                let bytes = withUnsafeBytes(of: UInt32(body.count).bigEndian) { Array($0) } + body
                let connection = try AgentSocket.client(at: agent.socket.path)
                try connection.send(bytes.dropLast() as [UInt8])
                return (connection, bytes.suffix(1) as [UInt8])
            }
            try agent.client.lock()
            for (connection, rest) in late {
                guard (try? connection.send(rest)) != nil, let answer = try? connection.receiveMessage() else {
                    continue
                }
                guard case .locked = try AgentSocket.decode(AgentResponse.self, answer) else {
                    throw AgentError.malformedMessage
                }
            }
        }
    }

    @Test func manyAtOnceAreAllServed() async throws {
        try await withAgent { agent in
            let names = (0..<60).map { "name\($0)" }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for name in names {
                    group.addTask { [client = agent.client] in
                        try client.store(
                            Credential(kind: .secret, pattern: name, secret: Secret("s-\(name)"), created: .distantPast)
                        )
                        #expect(try client.secret(.secret, for: name)?.secret == Secret("s-\(name)"))
                    }
                }
                try await group.waitForAll()
            }
            #expect(Set(try agent.client.list().map(\.pattern)) == Set(names))
        }
    }

    @Test func anAgentThatEndsLeavesTheSocketOfTheNextAlone() async throws {
        try await withScratchDirectory { directory in
            let url = directory.appending(path: "run/agent.sock")
            let first = try ListeningPlace(url)
            #expect(throws: AgentError.running(path: url.path)) { try ListeningPlace(url) }
            first.socket.stopListening()
            let second = try ListeningPlace(url)
            first.leave()
            #expect(second.isOurs && !first.isOurs)
            _ = try AgentSocket.connect(to: url.path)
            second.leave()
            #expect(!FileManager.default.fileExists(atPath: url.path))
        }
    }

    /// Whoever unlocks gets an agent, whoever locks ends it, and in between nobody meets half of one.
    @Test func agentsThatStartAndEndAtOnceNeverMissTheirClients() async throws {
        try await withAgent { agent in
            try agent.client.lock()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        for _ in 0..<8 {
                            try await agent.unlock()
                            do { _ = try agent.client.list() } catch AgentError.locked {}
                            try agent.client.lock()
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await agent.unlock()
            let place = try FileManager.default.attributesOfItem(atPath: agent.socket.path)[.systemFileNumber] as? Int
            // The last that ended has taken nothing away by the time that its process is gone.
            await agent.end()
            #expect(try agent.client.list() == [])
            let now = try FileManager.default.attributesOfItem(atPath: agent.socket.path)[.systemFileNumber] as? Int
            #expect(place == now)
            try agent.client.lock()
        }
    }
}
