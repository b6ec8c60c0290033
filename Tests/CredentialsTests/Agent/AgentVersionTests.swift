import AgentLink
import CustomDump
import Foundation
import TestSupport
import Testing

@testable import Credentials

/// Agents and clients of different builds.
@Suite(.timeLimit(.minutes(5))) struct AgentVersionTests {
    /// Whoever has to change this raises the version: an agent and a client that spell it otherwise can't speak.
    @Test func whatCrossesIsSpelledAsThisVersionHasIt() throws {
        let time = Date(timeIntervalSinceReferenceDate: 0)
        let credential = Credential(
            kind: .sshPassphrase, pattern: "p", username: "u", secret: Secret("s"), authtype: "Bearer", expires: time,
            refreshToken: Secret("r"), created: time, lastUsed: time, note: "n")
        let edit = CredentialEdit(username: "u", note: "n", expires: time, neverExpires: true, secret: Secret("s"))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let spelled = try [
            encoder.encode(AgentRequest.hold(VaultDocument.Entry(credential))),
            encoder.encode(AgentRequest.edit(credential.key, edit)),
            encoder.encode(AgentResponse.list([CredentialSummary(credential)])),
        ].map { String(decoding: $0, as: UTF8.self) }
        #expect(AgentProtocol.version == 3)
        expectNoDifference(
            spelled,
            [
                #"{"hold":{"_0":{"authtype":"Bearer","created":0,"expires":0,"kind":"sshPassphrase","lastUsed":0,"#
                    + #""note":"n","pattern":"p","refreshToken":"r","secret":"s","username":"u"}}}"#,
                #"{"edit":{"_0":{"hasAuthtype":true,"kind":"sshPassphrase","pattern":"p","username":"u"},"_1":{"#
                    + #""expires":0,"neverExpires":true,"note":"n","secret":"s","username":"u"}}}"#,
                #"{"list":{"_0":[{"authtype":"Bearer","created":0,"expires":0,"hasRefreshToken":true,"#
                    + #""kind":"sshPassphrase","lastUsed":0,"note":"n","pattern":"p","username":"u"}]}}"#,
            ])
    }

    @Test func aClientOfAnotherVersionIsToldOurs() async throws {
        try await AgentProcess.with { agent in
            for request in [#"{"status":{}}"#, "g get\n", "\u{9}x"] {
                let connection = try AgentSocket.connect(to: agent.socket.path)
                try connection.send(message: Array(request.utf8))
                #expect(try connection.receiveMessage() == [UInt8(ascii: "?"), AgentProtocol.version])
            }
        }
    }

    @Test func aClientOfAnyVersionEndsTheAgent() async throws {
        try await AgentProcess.with { agent in
            let connection = try AgentSocket.connect(to: agent.socket.path)
            try connection.send(message: Array(#"{"lock":{}}"#.utf8))
            #expect(try connection.receiveMessage() == Array(#"{"done":{}}"#.utf8))
            await agent.end()
            #expect(throws: AgentError.locked) { try agent.client.list() }
        }
    }

    @Test(arguments: [nil, 1] as [UInt8?]) func anOlderAgentIsEndedAndAnotherTakesItsPlace(version: UInt8?) async throws
    {
        try await withScratchDirectory { directory in
            let agent = try OtherAgent(directory.appending(path: "run/agent.sock"), version)
            let client = AgentClient(socket: agent.url)
            #expect(throws: AgentError.locked) { try client.list() }
            await agent.end()
            let next = try ListeningPlace(agent.url)
            #expect(next.isOurs)
            next.leave()
        }
    }

    @Test func gitsHelperEndsItToo() async throws {
        try await withScratchDirectory { directory in
            let agent = try OtherAgent(directory.appending(path: "run/agent.sock"), nil)
            #expect(throws: AgentError.locked) {
                try AgentSocket.ask(.git(operation: "get", message: []), at: agent.url.path)
            }
            await agent.end()
        }
    }

    @Test func aNewerAgentIsLeftAlone() async throws {
        try await withScratchDirectory { directory in
            let agent = try OtherAgent(directory.appending(path: "run/agent.sock"), 200)
            let client = AgentClient(socket: agent.url)
            #expect(throws: AgentError.otherVersion(200)) { try client.list() }
            #expect(throws: AgentError.otherVersion(200)) { try client.list() }
            try client.lock()
            await agent.end()
        }
    }
}

/// An agent that speaks another version: `nil` is one of before there were any, which hangs up on what it does not know.
private struct OtherAgent {
    let url: URL
    private let ended: AsyncStream<Never>

    init(_ url: URL, _ version: UInt8?) throws {
        let place = try ListeningPlace(url)
        let (ended, end) = AsyncStream.makeStream(of: Never.self)
        (self.url, self.ended) = (url, ended)
        Thread.detachNewThread {
            while let connection = place.socket.accept(within: .seconds(60)) {
                let message = try? connection.receiveMessage()
                if message == AgentProtocol.lock {
                    try? connection.send(message: Array(#"{"done":{}}"#.utf8))
                    break
                }
                if let version { try? connection.send(message: [UInt8(ascii: "?"), version]) }
            }
            place.leave()
            end.finish()
        }
    }

    func end() async { for await _ in ended {} }
}
