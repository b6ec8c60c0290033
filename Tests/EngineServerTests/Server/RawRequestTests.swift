import AWS
import EngineServer
import Foundation
import PipelineAPI
import Testing

/// What the server makes of bytes that no client of ours would send.
@Suite(.timeLimit(.minutes(10))) struct RawRequestTests {
    private func post(_ body: String, to path: String = "/", target: String = ListPipelines.target) -> String {
        "POST \(path) HTTP/1.1\r\nHost: x\r\nX-Amz-Target: \(target)\r\nContent-Length: \(body.utf8.count)\r\n"
            + "Connection: close\r\n\r\n\(body)"
    }

    @Test func everyAnswerIsJSONWithARequestID() async throws {
        try await withServer({ $0.on(ListPipelines.self) { _ in .init(pipelines: []) } }) { server in
            let requests = [
                (post("{}"), "HTTP/1.1 200 OK", #"{"pipelines":[]}"#),
                (post("{"), "HTTP/1.1 400 Bad Request", "SerializationException"),
                (post("{}", target: "X.Y"), "HTTP/1.1 400 Bad Request", "UnknownOperationException"),
                (
                    post("\u{1}", to: "/service/CodePipeline_20150709/operation/ListPipelines"),
                    "HTTP/1.1 400 Bad Request", "not Smithy RPC v2 CBOR"
                ),
                ("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "HTTP/1.1 404 Not Found", "__type"),
                (
                    "GET /sluice/events?after=x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                    "HTTP/1.1 400 Bad Request", "'after' must be a number"
                ),
            ]
            for (request, status, body) in requests {
                let answer = try await exchange(request, socketPath: server.socketPath)
                #expect(answer.hasPrefix(status), "\(answer)")
                #expect(answer.contains(body), "\(answer)")
                #expect(answer.contains("x-amzn-requestid: "), "\(answer)")
                #expect(answer.contains("application/x-amz-json-1.1"), "\(answer)")
                let date = /\r\ndate: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\r\n/
                #expect(answer.replacing("Date: ", with: "date: ").contains(date), "\(answer)")
            }
        }
    }

    @Test func aRequestOverTheLimitIsRefused() async throws {
        try await withServer { server in
            let body = String(repeating: " ", count: 4 * 1024 * 1024 + 1)
            let answer = try await exchange(post(body), socketPath: server.socketPath)
            #expect(answer.hasPrefix("HTTP/1.1 413"), "\(answer.prefix(500))")
            #expect(answer.contains("RequestEntityTooLargeException"))
        }
    }

    @Test func bytesThatAreNoHTTPHarmNobody() async throws {
        try await withServer({ $0.on(ListPipelines.self) { _ in .init(pipelines: []) } }) { server in
            let answer = try await exchange("\u{0}\u{1}nonsense\r\n\r\n", socketPath: server.socketPath)
            #expect(answer.hasPrefix("HTTP/1.1 400"), "\(answer)")
            try await #expect(server.client(ListPipelines.self, .init()).pipelines == [])
        }
    }
}
