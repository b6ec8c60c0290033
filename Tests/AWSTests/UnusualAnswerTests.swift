import AWS
import PipelineAPI
import Testing

/// What the client makes of answers that no engine of ours would give.
@Suite(.timeLimit(.minutes(10))) struct UnusualAnswerTests {
    private func failure(
        on answer: String, then ending: StubEnding = .closes, timeout: Duration = .seconds(20)
    ) async throws -> String {
        var sentence = ""
        try await withStub(answer: answer, then: ending) { path in
            let client = ServiceClient(endpoint: .unixSocket(path), timeout: timeout)
            let error = await #expect(throws: ClientError.self) { try await client(ListPipelines.self, .init()) }
            sentence = try #require(error).description.replacing(path, with: "SOCKET")
        }
        return sentence
    }

    private func answer(_ status: String, _ body: String) -> String {
        "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    @Test func anAnswerThatStallsTimesOut() async throws {
        let sentence = try await failure(
            on: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{", then: .waitsForTheClient, timeout: .milliseconds(50))
        #expect(sentence.hasPrefix("ListPipelines got no answer within 0.05 s"))
    }

    @Test func anAnswerThatBreaksOffIsUnreachable() async throws {
        let sentence = try await failure(on: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{")
        #expect(sentence == "Can't reach SOCKET: it closed the connection in the middle of its answer.")
    }

    @Test func aConnectionThatClosesWithoutAnAnswerIsUnreachable() async throws {
        let sentence = try await failure(on: "")
        #expect(sentence == "Can't reach SOCKET: it closed the connection before it answered.")
    }

    @Test func anErrorPageIsNoServiceError() async throws {
        let sentence = try await failure(on: answer("502 Bad Gateway", "<html>"))
        #expect(
            sentence == "The answer to ListPipelines can't be read: status 502 without an error in AWS's form.")
    }

    @Test func aPageInsteadOfJSONIsUndecodable() async throws {
        let sentence = try await failure(on: answer("200 OK", "<html>"))
        #expect(sentence.hasPrefix("The answer to ListPipelines can't be read: "))
    }

    @Test func namespaceAndSuffixOfACodeAreLeftOut() async throws {
        let body = ##"{"__type":"com.amazonaws#PipelineNotFoundException:http://x/","message":"none"}"##
        let sentence = try await failure(on: answer("400 Bad Request", body))
        #expect(sentence == "PipelineNotFoundException: none")
    }

    @Test func aStreamThatBreaksOffSaysSo() async throws {
        try await withStub(answer: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n\n", then: .closes) { path in
            let client = ServiceClient(endpoint: .unixSocket(path))
            await #expect(throws: ClientError.self) {
                for try await _ in client.events() {}
            }
        }
    }
}
