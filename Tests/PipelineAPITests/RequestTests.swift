import Foundation
import PipelineAPI
import Testing

struct RequestTests {
    static let execution: ExecutionID = "0f3a5f50-9f1f-4d5f-9d5b-2f0a6e8d7c11"

    static let sound: [any Validated & Sendable] = [
        CreatePipeline.Input(pipeline: Shop.pipeline, tags: [Tag(key: "team", value: "")]),
        UpdatePipeline.Input(pipeline: Shop.pipeline), GetPipeline.Input(name: "shop", version: 1),
        DeletePipeline.Input(name: "shop"), GetPipelineState.Input(name: "shop"), ListPipelines.Input(maxResults: 1000),
        StartPipelineExecution.Input(name: "shop", clientRequestToken: "A-1"),
        StopPipelineExecution.Input(pipelineName: "shop", pipelineExecutionId: execution, reason: "Wrong, sorry: /"),
        GetPipelineExecution.Input(pipelineName: "shop", pipelineExecutionId: execution),
        ListPipelineExecutions.Input(pipelineName: "shop", maxResults: 100),
        ListActionExecutions.Input(pipelineName: "shop", filter: ActionExecutionFilter(pipelineExecutionId: execution)),
        RetryStageExecution.Input(
            pipelineName: "shop", stageName: "Build", pipelineExecutionId: execution, retryMode: .allActions),
        PutApprovalResult.Input(
            pipelineName: "shop", stageName: "Release", actionName: "Approve",
            result: ApprovalResult(summary: "", status: .approved), token: execution.rawValue),
        EnableStageTransition.Input(pipelineName: "shop", stageName: "Build", transitionType: .inbound),
        DisableStageTransition.Input(
            pipelineName: "shop", stageName: "Build", transitionType: .inbound, reason: "Freeze! (see mail)"),
    ]

    @Test(arguments: sound.indices)
    func soundRequestsAreTaken(_ index: Int) throws {
        try Self.sound[index].validate()
    }

    @Test func anObjectIsNamedByItsKeyAndItsVersionTogether() throws {
        var pipeline = Shop.pipeline
        pipeline.stages[0].actions[0].actionTypeId.provider = "S3"
        pipeline.stages[0].actions[0].configuration = [
            "S3Bucket": "b", "S3ObjectKey": "k", "AllowOverrideForS3ObjectKey": "true",
        ]
        let key = SourceRevisionOverride(actionName: "Source", revisionType: .s3ObjectKey, revisionValue: "k2")
        let version = SourceRevisionOverride(
            actionName: "Source", revisionType: .s3ObjectVersionID, revisionValue: "v")
        try pipeline.check([key, version])
        for twice in [[key, version, key], [version, version]] {
            #expect(throws: APIError.self) { try pipeline.check(twice) }
        }
    }

    static let broken: [(any Validated & Sendable, String)] = [
        (
            DisableStageTransition.Input(
                pipelineName: "shop", stageName: "Build", transitionType: .inbound, reason: "Frozen, sorry"),
            "Value 'Frozen, sorry' at 'reason' failed to satisfy constraint: Member must satisfy regular expression "
                + "pattern: [a-zA-Z0-9!@ \\(\\)\\.\\*\\?\\-]+"
        ),
        (
            StopPipelineExecution.Input(
                pipelineName: "shop", pipelineExecutionId: execution, reason: String(repeating: "r", count: 201)),
            "Value '\(String(repeating: "r", count: 201))' at 'reason' failed to satisfy constraint: Member must have "
                + "length less than or equal to 200"
        ),
        (
            PutApprovalResult.Input(
                pipelineName: "shop", stageName: "Release", actionName: "Approve",
                result: ApprovalResult(summary: String(repeating: "s", count: 513), status: .rejected),
                token: execution.rawValue),
            "Value '\(String(repeating: "s", count: 513))' at 'result.summary' failed to satisfy constraint: Member must "
                + "have length less than or equal to 512"
        ),
        (
            GetPipelineState.Input(name: "my shop"),
            "Value 'my shop' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: "
                + "[A-Za-z0-9.@\\-_]+"
        ),
        (
            ListPipelineExecutions.Input(pipelineName: "shop", maxResults: 101),
            "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100"
        ),
        (
            StartPipelineExecution.Input(name: "shop", variables: [PipelineVariable(name: "v", value: "")]),
            "Value '' at 'variables.1.member.value' failed to satisfy constraint: Member must have length greater than "
                + "or equal to 1"
        ),
        (
            StartPipelineExecution.Input(
                name: "shop",
                variables: [PipelineVariable(name: "v", value: "a"), PipelineVariable(name: "v", value: "b")]),
            "Value 'v' at 'variables.2.member.name' failed to satisfy constraint: Member must be unique"
        ),
        (
            GetPipelineExecution.Input(pipelineName: "shop", pipelineExecutionId: "latest"),
            "Value 'latest' at 'pipelineExecutionId' failed to satisfy constraint: Member must satisfy regular "
                + "expression pattern: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
        ),
    ]

    @Test(arguments: broken.indices)
    func aBrokenRequestIsRefusedInTheServicesWords(_ index: Int) {
        let (request, message) = Self.broken[index]
        #expect(throws: APIError.validation("1 validation error detected: " + message)) { try request.validate() }
    }

    @Test(arguments: [1_586_273_484.137, 0, -1.5, 1e300, -1e308])
    func aDateIsWrittenInMillisecondsWhereThereAreSuch(_ seconds: Double) throws {
        let revision = ActionRevision(
            revisionId: "r", revisionChangeId: "c", created: Date(timeIntervalSince1970: seconds))
        let written = try WireFormat.encoder().encode(revision)
        let read = try WireFormat.decoder().decode(ActionRevision.self, from: written)
        #expect(read.created.timeIntervalSince1970 == Date(timeIntervalSince1970: seconds).timeIntervalSince1970)
    }

    @Test func reservedRepeatedAndTooManyTagsAreRefused() {
        let reserved = CreatePipeline.Input(pipeline: Shop.pipeline, tags: [Tag(key: "aws:x", value: "")])
        #expect(
            throws: APIError(
                code: "InvalidTagsException", message: "The tag key 'aws:x' begins with aws:, which is reserved")
        ) { try reserved.validate() }
        let twice = CreatePipeline.Input(
            pipeline: Shop.pipeline, tags: [Tag(key: "team", value: "a"), Tag(key: "team", value: "b")])
        #expect(throws: APIError(code: "InvalidTagsException", message: "The tag key 'team' is given twice")) {
            try twice.validate()
        }
        let many = CreatePipeline.Input(
            pipeline: Shop.pipeline, tags: (0...50).map { Tag(key: "k\($0)", value: "") })
        #expect(
            throws: APIError(
                code: "TooManyTagsException", message: "A resource can have up to 50 tags; these are 51")
        ) { try many.validate() }
    }
}
