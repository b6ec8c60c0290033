import Foundation
import PipelineAPI
import SigV4
import Testing

@Suite("Signed requests over the wire", .timeLimit(.minutes(10)))
struct SignedRequestTests {
    /// A request signed for `body` and `host`, sent with what the arguments say instead.
    private func send(
        to server: RunningNetworkServer, signing body: String = "{}", sending sent: String? = nil,
        target: String = ListPipelines.target, sendingTarget: String? = nil, host: String? = nil,
        sendingHost: String? = nil, service: String = "codepipeline", region: String = "us-east-1",
        age: TimeInterval = 0,
        key: AccessKey = RunningNetworkServer.key
    ) async throws -> String {
        let own = host ?? "127.0.0.1:\(server.port)"
        let request = SignableRequest(
            method: "POST", target: "/", headers: [("Host", own), ("X-Amz-Target", target)], body: Data(body.utf8))
        let added = Signer(key: key, region: region, service: service).headers(
            for: request, at: Date(timeIntervalSinceNow: -age))
        let lines = added.map { "\($0.name): \($0.value)\r\n" }.joined()
        let sent = sent ?? body
        return try await exchange(
            "POST / HTTP/1.1\r\nHost: \(sendingHost ?? own)\r\nX-Amz-Target: \(sendingTarget ?? target)\r\n\(lines)"
                + "Content-Length: \(sent.utf8.count)\r\nConnection: close\r\n\r\n\(sent)", port: server.port)
    }

    @Test("What is signed as AWS asks is answered, by whichever name of this machine")
    func signed() async throws {
        try await withNetworkServer { server in
            let answers = [
                try await send(to: server), try await send(to: server, host: "localhost:\(server.port)"),
                try await send(to: server, age: 290),
            ]
            for answer in answers { #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer)") }
        }
    }

    @Test("Another body, operation or host than was signed is refused, and so are old, early and strange signatures")
    func refused() async throws {
        try await withNetworkServer { server in
            let port = server.port
            let strange = AccessKey(id: "SLUICEOTHER", secret: "secret")
            let forged = AccessKey(id: RunningNetworkServer.key.id, secret: "other")
            let answers = [
                (try await send(to: server, sending: #"{"a":1}"#), "InvalidSignatureException"),
                (try await send(to: server, sendingTarget: DeletePipeline.target), "InvalidSignatureException"),
                (try await send(to: server, sendingHost: "localhost:\(port)"), "InvalidSignatureException"),
                (try await send(to: server, age: 310), "Signature expired"),
                (try await send(to: server, age: -310), "Signature not yet current"),
                (try await send(to: server, key: strange), "UnrecognizedClientException"),
                (try await send(to: server, key: forged), "InvalidSignatureException"),
                (try await send(to: server, service: "logs"), "Credential should be scoped to correct service"),
                (try await send(to: server, region: "eu-west-1"), "scoped to a valid region, not 'eu-west-1'"),
                (try await send(to: server, host: "evil.example:\(port)"), "AccessDeniedException"),
                (try await send(to: server, host: "127.0.0.1"), "AccessDeniedException"),
            ]
            for (answer, words) in answers {
                #expect(answer.hasPrefix("HTTP/1.1 40") && answer.contains(words), "\(words): \(answer)")
            }
        }
    }
}
