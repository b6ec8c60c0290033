import Foundation
import PipelineAPI
import Testing

@testable import EngineServer

@Suite("Answers that are asked for again")
struct AnswerMemoTests {
    private static func output(_ version: Int) -> GetPipeline.Output {
        .init(pipeline: nil, metadata: .init(pipelineArn: "arn:\(version)"))
    }

    @Test("What is still the same is written once; what has changed is written anew")
    func change() throws {
        let memo = AnswerMemo<GetPipeline.Output>()
        let request = Data("a".utf8)
        let first = try memo.bytes(of: Self.output(1), for: request)
        #expect(try memo.bytes(of: Self.output(1), for: request) == first)
        let second = try memo.bytes(of: Self.output(2), for: request)
        #expect(String(decoding: second, as: UTF8.self) == #"{"metadata":{"pipelineArn":"arn:2"}}"#)
    }

    @Test("Requests are told apart, however many there are")
    func requests() throws {
        let memo = AnswerMemo<GetPipeline.Output>()
        for round in 1...2 {
            for number in 1...200 {
                let bytes = try memo.bytes(of: Self.output(number), for: Data("\(number)".utf8))
                #expect(
                    String(decoding: bytes, as: UTF8.self) == #"{"metadata":{"pipelineArn":"arn:\#(number)"}}"#,
                    "round \(round)")
            }
        }
    }

    @Test("An id of an answer is a UUID, and another one each time")
    func identifiers() {
        let ids = (0..<1000).map { _ in RequestID.next() }
        #expect(Set(ids).count == 1000)
        let form = #/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/#
        #expect(ids.allSatisfy { $0.contains(form) && $0.count == 36 })
    }
}
