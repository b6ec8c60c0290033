import EngineServer
import Foundation
import Logging
import PipelineAPI
import Testing

/// The table alone: bytes in, bytes out.
@Suite struct OperationTableTests {
    private func respond(
        to target: String?, _ body: String, _ register: (inout OperationTable) -> Void = { _ in }
    ) async -> Answer {
        var table = OperationTable(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) { "request-1" }
        register(&table)
        return await table.respond(target: target, body: Data(body.utf8))
    }

    private func text(_ answer: Answer) -> String { String(decoding: answer.body, as: UTF8.self) }

    private func expectError(
        _ answer: Answer, _ code: String, _ message: String, status: Int = 400,
        location: SourceLocation = #_sourceLocation
    ) throws {
        let body = try JSONDecoder().decode(APIErrorBody.self, from: answer.body)
        #expect(body.type == code, sourceLocation: location)
        #expect(body.message == message, sourceLocation: location)
        #expect(answer.status == status, sourceLocation: location)
        #expect(answer.headers["x-amzn-errortype"] == code, sourceLocation: location)
        #expect(answer.headers["x-amzn-requestid"] == "request-1", sourceLocation: location)
    }

    @Test func anOperationIsDecodedCarriedOutAndEncoded() async {
        let answer = await respond(to: GetPipeline.target, #"{"name":"shop","unknown":1}"#) { table in
            table.on(GetPipeline.self) { .init(metadata: .init(pipelineArn: "arn:\($0.name)")) }
        }
        #expect(answer.status == 200)
        #expect(text(answer) == #"{"metadata":{"pipelineArn":"arn:shop"}}"#)
        #expect(answer.headers["content-type"] == "application/x-amz-json-1.1")
        #expect(answer.headers["x-amzn-requestid"] == "request-1")
    }

    @Test func anEmptyOutputIsAnEmptyObject() async {
        let answer = await respond(to: DeletePipeline.target, #"{"name":"shop"}"#) { table in
            table.on(DeletePipeline.self) { _ in Empty() }
        }
        #expect(text(answer) == "{}")
    }

    @Test func anEmptyBodyIsAnEmptyObject() async {
        let answer = await respond(to: ListPipelines.target, "") { table in
            table.on(ListPipelines.self) { _ in .init(pipelines: []) }
        }
        #expect(text(answer) == #"{"pipelines":[]}"#)
    }

    @Test func anErrorKeepsItsCodeMessageAndStatus() async throws {
        let answer = await respond(to: DeletePipeline.target, #"{"name":"shop"}"#) { table in
            table.on(DeletePipeline.self) { _ in
                throw APIError(code: "ConflictException", message: "„shop“ is busy", status: 409)
            }
        }
        try expectError(answer, "ConflictException", "„shop“ is busy", status: 409)
    }

    @Test func anUnexpectedFailureTellsNothingOfTheInside() async throws {
        struct Broken: Error { let secret = "password" }
        let answer = await respond(to: DeletePipeline.target, #"{"name":"shop"}"#) { table in
            table.on(DeletePipeline.self) { _ in throw Broken() }
        }
        try expectError(
            answer, "InternalFailure", "The engine failed; its log tells more under request-1", status: 500)
    }

    @Test(arguments: [
        ("not json", "SerializationException", "The request is not JSON"),
        ("[]", "SerializationException", "The request is not of the type object"),
        (#"{"name":5}"#, "SerializationException", "'name' is not of the type string"),
        (
            "{}", "ValidationException",
            "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null"
        ),
        (
            #"{"name":null}"#, "ValidationException",
            "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null"
        ),
    ])
    func aMalformedInputIsToldInAWSsWords(body: String, code: String, message: String) async throws {
        let answer = await respond(to: GetPipeline.target, body) { table in
            table.on(GetPipeline.self) { _ in .init() }
        }
        try expectError(answer, code, message)
    }

    @Test func aMissingMemberInAListIsCountedFromOne() async throws {
        let body = #"{"name":"shop","variables":[{"name":"A","value":"1"},{"name":"B"}]}"#
        let answer = await respond(to: StartPipelineExecution.target, body) { table in
            table.on(StartPipelineExecution.self) { _ in .init(pipelineExecutionId: "e") }
        }
        try expectError(
            answer, "ValidationException",
            "1 validation error detected: Value null at 'variables.2.member.value' failed to satisfy constraint: "
                + "Member must not be null")
    }

    @Test func everyFaultOfARequestIsCountedWithThoseThatKeepItFromBeingRead() async throws {
        let body = #"{"pipelineName":"a b","stageName":"c d","pipelineExecutionId":"x","retryMode":"FOO"}"#
        let answer = await respond(to: RetryStageExecution.target, body) { table in
            table.on(RetryStageExecution.self) { _ in .init() }
        }
        let name = "Member must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+"
        try expectError(
            answer, "ValidationException",
            "4 validation errors detected: Value 'FOO' at 'retryMode' failed to satisfy constraint: "
                + "Member must satisfy enum value set: [FAILED_ACTIONS, ALL_ACTIONS]; "
                + "Value 'a b' at 'pipelineName' failed to satisfy constraint: \(name); "
                + "Value 'c d' at 'stageName' failed to satisfy constraint: \(name); "
                + "Value 'x' at 'pipelineExecutionId' failed to satisfy constraint: Member must satisfy regular "
                + "expression pattern: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
    }

    @Test func whatIsMissingIsCountedToo() async throws {
        let body = #"{"pipeline":{"name":"a b","stages":[{"name":"Source","actions":[{"name":"Git"}]},null]}}"#
        let answer = await respond(to: CreatePipeline.target, body) { table in
            table.on(CreatePipeline.self) { .init(pipeline: $0.pipeline) }
        }
        let missing = ["stages.1.member.actions.1.member.actionTypeId", "stages.2.member"]
            .map { "Value null at 'pipeline.\($0)' failed to satisfy constraint: Member must not be null; " }
        try expectError(
            answer, "ValidationException",
            "4 validation errors detected: " + missing.joined()
                + "Value 'a b' at 'pipeline.name' failed to satisfy constraint: Member must satisfy regular expression "
                + "pattern: [A-Za-z0-9.@\\-_]+; "
                + "Value null at 'pipeline.roleArn' failed to satisfy constraint: Member must not be null")
    }

    @Test func aWrongTypeIsToldAloneWhereverItStands() async throws {
        let answer = await respond(to: RetryStageExecution.target, #"{"retryMode":"FOO","stageName":5}"#) { table in
            table.on(RetryStageExecution.self) { _ in .init() }
        }
        try expectError(answer, "SerializationException", "'stageName' is not of the type string")
    }

    @Test(arguments: [
        (BatchGetBuilds.target, "InvalidInputException", "ids"),
        (DescribeLogStreams.target, "InvalidParameterException", "orderBy"),
    ])
    func eachServiceHasAnExceptionOfItsOwnForBrokenConstraints(
        target: String, code: String, member: String
    ) async throws {
        let answer = await respond(to: target, #"{"orderBy":"Size"}"#) { table in
            table.on(BatchGetBuilds.self) { _ in .init() }
            table.on(DescribeLogStreams.self) { _ in .init() }
        }
        let body = try JSONDecoder().decode(APIErrorBody.self, from: answer.body)
        #expect(body.type == code)
        #expect(body.message?.contains("at '\(member)' failed to satisfy constraint") == true)
    }

    @Test(arguments: [
        (nil, "UnknownOperationException", "The request names no operation (header X-Amz-Target)"),
        ("Nonsense", "UnknownOperationException", "There is no operation 'Nonsense'"),
        (
            "CodePipeline_20150709.Nonsense", "UnknownOperationException",
            "There is no operation 'CodePipeline_20150709.Nonsense'"
        ),
        (
            "CodePipeline_20150709.PutWebhook", "UnsupportedOperationException",
            "This engine does not offer 'PutWebhook'; AWS CodePipeline does"
        ),
        (
            "CodeBuild_20161006.StartBuild", "UnsupportedOperationException",
            "This engine does not offer 'StartBuild'; of CodeBuild_20161006 it offers BatchGetBuilds"
        ),
    ])
    func anOperationWithoutHandlerIsRefusedClearly(target: String?, code: String, message: String) async throws {
        let answer = await respond(to: target, "{}") { table in
            table.on(BatchGetBuilds.self) { _ in .init() }
        }
        try expectError(answer, code, message)
    }
}
