import EngineServer
import Foundation
import Logging
import PipelineAPI
import PipelineEngine
import TestSupport
import Testing

/// Answers of the engine, held against the service model of AWS's own client.
@Suite(.timeLimit(.minutes(10))) struct BotocoreAnswerTests {
    /// Whether `python3` can import botocore.
    static let isInstalled = (try? run("import botocore", [])) == ""

    /// Runs a script of Python's and answers what it says, errors included.
    private static func run(_ script: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self)
    }

    /// Tells every member of an answer that the model lacks, every one it requires, and every list that is none.
    private static let validation = """
        import json, sys, botocore.session
        model = botocore.session.get_session().get_service_model('codepipeline')
        def walk(shape, value, path):
            kind = shape.type_name
            if kind == 'structure':
                if not isinstance(value, dict): return print(path, 'is no object')
                for key in value:
                    if key not in shape.members: print(path + '.' + key, 'is unknown')
                    else: walk(shape.members[key], value[key], path + '.' + key)
                for key in shape.required_members:
                    if key not in value: print(path + '.' + key, 'is missing')
            elif kind == 'list':
                if not isinstance(value, list): return print(path, 'is no list')
                for item in value: walk(shape.member, item, path + '[]')
            elif kind == 'map':
                for item in value.values(): walk(shape.value, item, path + '{}')
            elif kind in ('integer', 'long', 'timestamp'):
                if isinstance(value, (bool, str)): print(path, 'is no number')
            elif kind == 'boolean' and not isinstance(value, bool): print(path, 'is no boolean')
            elif kind == 'string':
                if not isinstance(value, str): print(path, 'is no text')
                elif getattr(shape, 'enum', None) and value not in shape.enum: print(path, value, 'is no choice')
        for line in open(sys.argv[1]):
            name, status, answer = line.split('\\t')
            operation = model.operation_model(name)
            if status != '200': print(name, answer.strip())
            elif operation.output_shape: walk(operation.output_shape, json.loads(answer), name)
        """

    /// Asks one engine all requests, one after the other; a line each of operation, status and answer.
    private func answers(to requests: [(String, String)], in folder: URL) async throws -> String {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let engine = try Engine(folder: folder, settings: EngineSettings(), providers: [], logger: logger)
        let table = OperationTable(engine: engine, version: "1", logger: logger)
        var lines = ""
        for (operation, body) in requests {
            let answer = await table.respond(target: Service.codePipeline.target(operation), body: Data(body.utf8))
            lines += "\(operation)\t\(answer.status)\t\(String(decoding: answer.body, as: UTF8.self))\n"
        }
        await engine.detach()
        return lines
    }

    @Test(.enabled(if: isInstalled, "no python3 with botocore"))
    func everyAnswerIsOfTheModelsShape() async throws {
        try await withScratchDirectory { folder in
            let file = folder.appending(path: "answers")
            try await Data(answers(to: Self.requests, in: folder.appending(path: "state")).utf8).write(to: file)
            let said = try Self.run(Self.validation, [file.path])
            #expect(said == "")
        }
    }

    @Test(.enabled(if: isInstalled, "no python3 with botocore"))
    func theRefereeIsAwake() async throws {
        try await withScratchDirectory { folder in
            let file = folder.appending(path: "answers")
            try Data("PollForJobs\t200\t{\"jobs\":[{\"id\":5}],\"more\":1}\n".utf8).write(to: file)
            let said = try Self.run(Self.validation, [file.path])
            #expect(said.contains("PollForJobs.jobs[].id is no text"))
            #expect(said.contains("PollForJobs.more is unknown"))
        }
    }

    private static let type = #""category":"Build","provider":"Jenkins","version":"1""#
    private static let details = #"{"minimumCount":0,"maximumCount":1}"#
    private static let settings = EngineSettings()
    private static let arn = "arn:aws:codepipeline:\(settings.region):\(settings.accountId):shop"

    private static let requests = [
        ("CreatePipeline", #"{"pipeline":\#(pipeline),"tags":[{"key":"team","value":"web"}]}"#),
        ("GetPipeline", #"{"name":"shop"}"#),
        ("ListPipelines", "{}"),
        ("ListTagsForResource", #"{"resourceArn":"\#(arn)"}"#),
        ("TagResource", #"{"resourceArn":"\#(arn)","tags":[{"key":"a","value":"b"}]}"#),
        ("UntagResource", #"{"resourceArn":"\#(arn)","tagKeys":["a"]}"#),
        ("ListActionTypes", "{}"),
        ("ListRuleTypes", "{}"),
        ("GetActionType", #"{"category":"Source","owner":"ThirdParty","provider":"GitHub","version":"1"}"#),
        (
            "CreateCustomActionType",
            #"{\#(type),"inputArtifactDetails":\#(details),"outputArtifactDetails":\#(details),"settings":{}}"#
        ),
        ("GetActionType", #"{\#(type),"owner":"Custom"}"#),
        ("PollForJobs", #"{"actionTypeId":{\#(type),"owner":"Custom"}}"#),
        ("DeleteCustomActionType", "{\(type)}"),
        (
            "PutWebhook",
            #"{"webhook":{"name":"h","targetPipeline":"shop","targetAction":"Fetch","filters":[{"jsonPath":"$.ref"}],"#
                + #""authentication":"GITHUB_HMAC","authenticationConfiguration":{"SecretToken":"s"}}}"#
        ),
        ("ListWebhooks", #"{"MaxResults":1}"#),
        ("DeregisterWebhookWithThirdParty", #"{"webhookName":"h"}"#),
        ("DeleteWebhook", #"{"name":"h"}"#),
        (
            "PutActionRevision",
            #"{"pipelineName":"shop","stageName":"Source","actionName":"Fetch","#
                + #""actionRevision":{"revisionId":"r","revisionChangeId":"c","created":1700000000}}"#
        ),
        ("ListActionExecutions", #"{"pipelineName":"shop"}"#),
        ("ListPipelineExecutions", #"{"pipelineName":"shop"}"#),
        ("GetPipelineState", #"{"name":"shop"}"#),
        (
            "PollForThirdPartyJobs",
            #"{"actionTypeId":{"category":"Deploy","owner":"ThirdParty","provider":"AlexaSkillsKit","version":"1"}}"#
        ),
        ("UpdatePipeline", #"{"pipeline":\#(pipeline),"metadata":{"pipelineArn":"\#(arn)"}}"#),
    ]

    private static let pipeline = #"""
        {"name":"shop","roleArn":"arn:aws:iam::123456789012:role/p","artifactStore":{"type":"S3","location":"store"},
        "stages":[{"name":"Source","actions":[{"name":"Fetch","actionTypeId":{"category":"Source","owner":"AWS",
        "provider":"CodeCommit","version":"1"},"configuration":{"RepositoryName":"r","BranchName":"main"},
        "outputArtifacts":[{"name":"App"}]}]},{"name":"Check","actions":[{"name":"Ask","actionTypeId":
        {"category":"Approval","owner":"AWS","provider":"Manual","version":"1"}}]}]}
        """#
}
