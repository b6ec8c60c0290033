import AWS
import CloudFormation
import Foundation
import PipelineAPI
import TestSupport
import Testing

@testable import ActionProviders

/// What no emulator does: it carries change sets out at once, and tells of that at once.
@Suite("Stacks that are deployed", .timeLimit(.minutes(5)))
struct StackDeployerTests {
    @Test("A change set that is being carried out, of which there is no event yet, is followed and not executed again")
    func executing() async throws {
        let answers = [
            "DescribeStacks": Self.stacks("shop", "UPDATE_IN_PROGRESS"),
            "DescribeStackEvents": Self.event("UPDATE_COMPLETE", "2026-01-31T12:00:01Z"),
            "DescribeChangeSet": Self.changeSet("EXECUTE_IN_PROGRESS"),
        ]
        try await Self.deploying(answers) { deployer, server in
            let report = try await deployer.carryOut(Self.action("CHANGE_SET_EXECUTE")) { throw CancellationError() }
            #expect(report.summary.hasPrefix("updated shop on AWS"), "\(report.summary)")
            #expect(!server.requests.contains { $0.form["Action"] == "ExecuteChangeSet" })
        }
    }

    @Test("An operation of an earlier engine on the same run's behalf is followed, also where it has ended")
    func begun() async throws {
        let answers = [
            "DescribeStacks": Self.stacks("shop", "UPDATE_ROLLBACK_COMPLETE"),
            "DescribeStackEvents": Self.event("UPDATE_ROLLBACK_COMPLETE", "2026-01-31T12:00:01Z", "execute-run"),
        ]
        try await Self.deploying(answers) { deployer, server in
            let error = await #expect(throws: StackRefusal.self) {
                try await deployer.carryOut(Self.action("CREATE_UPDATE")) { Self.request(template: "{}") }
            }
            #expect(error?.message == "shop on AWS is in UPDATE_ROLLBACK_COMPLETE")
            #expect(!server.requests.contains { $0.form["Action"] == "CreateChangeSet" })
        }
    }

    @Test("A template that is too large for a request goes to the bucket that the account was bootstrapped with")
    func largeTemplate() async throws {
        let bucket =
            "<Outputs><member><OutputKey>BucketName</OutputKey><OutputValue>staging</OutputValue></member></Outputs>"
        let answers = [
            "DescribeStacks": Self.stacks("shop", "UPDATE_COMPLETE", more: bucket),
            "CreateChangeSet": Self.answer("CreateChangeSet", "<Id>arn:changeset</Id>"),
            "DescribeChangeSet": Self.changeSet("AVAILABLE"), "DeleteChangeSet": Self.answer("DeleteChangeSet", ""),
        ]
        try await Self.deploying(answers) { deployer, server in
            let request = Self.request(template: #"{"Description": "\#(String(repeating: "x", count: 60_000))"}"#)
            let report = try await deployer.carryOut(Self.action("CHANGE_SET_REPLACE")) { request }
            #expect(report.summary == "change set Change of shop on AWS: no resource would change")
            let upload = server.requests.first { $0.method == "PUT" }
            #expect(upload?.target.hasPrefix("/staging/cdk/shop/") == true, "\(upload?.target ?? "")")
            let form = server.requests.first { $0.form["Action"] == "CreateChangeSet" }?.form
            #expect(form?["TemplateURL"]?.contains("/staging/cdk/shop/") == true && form?["TemplateBody"] == nil)
        }
    }

    @Test("A change set that fails says why, and one that nobody has asked for is named")
    func failures() async throws {
        let answers = [
            "DescribeStacks": Self.stacks("shop", "UPDATE_COMPLETE"),
            "DescribeStackEvents": Self.answer("DescribeStackEvents", ""),
            "CreateChangeSet": Self.answer("CreateChangeSet", "<Id>arn:changeset</Id>"),
            "DescribeChangeSet": Self.answer(
                "DescribeChangeSet", "<Status>FAILED</Status><StatusReason>No macro named X</StatusReason>"),
            "DeleteChangeSet": Self.answer("DeleteChangeSet", ""),
        ]
        try await Self.deploying(answers) { deployer, _ in
            let failed = await #expect(throws: StackRefusal.self) {
                try await deployer.carryOut(Self.action("CHANGE_SET_REPLACE")) { Self.request(template: "{}") }
            }
            #expect(failed?.message == "change set Change of shop on AWS failed: No macro named X")
            let unknown = await #expect(throws: StackRefusal.self) {
                try await deployer.carryOut(Self.action("CHANGE_SET_EXECUTE", "Other")) { throw CancellationError() }
            }
            #expect(unknown?.message.hasPrefix("ChangeSet [Other] does not exist") == true)
        }
    }
}

extension StackDeployerTests {
    private static let id = "arn:aws:cloudformation:us-east-1:123456789012:stack/shop/1"

    /// - Parameter answers: bodies by the operations that they answer.
    private static let unencrypted =
        "<Error><Code>ServerSideEncryptionConfigurationNotFoundError</Code><Message>none</Message></Error>"

    private static func deploying(
        _ answers: [String: String], _ body: (StackDeployer, RecordingServer) async throws -> Void
    ) async throws {
        try await withScratchDirectory { folder in
            try await RecordingServer.with({ request in
                if request.method == "PUT" { return .init() }
                if request.target.contains("?encryption") { return .init(status: 404, body: unencrypted) }
                return answers[request.form["Action"] ?? ""].map { .init(body: $0) } ?? .init(status: 400)
            }) { server in
                let session = try AWSSession(environment: [
                    "AWS_ENDPOINT_URL": server.url, "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE",
                    "AWS_SECRET_ACCESS_KEY": "example", "AWS_REGION": "us-east-1", "HOME": "/nowhere",
                ])
                let start = try #require(ISO8601DateFormatter().date(from: "2026-01-31T12:00:00Z"))
                let deployer = StackDeployer(
                    name: "shop", client: try session.cloudFormation(), session: session,
                    environment: AWSEnvironment(account: "123456789012", region: "us-east-1"), place: "on AWS",
                    run: StackDeployer.Run(id: "run", start: start), memory: ChangeSetMemory(folder: folder),
                    tell: { _, _ in })
                try await body(deployer, server)
            }
        }
    }

    private static func action(_ mode: String, _ changeSet: String = "Change") throws -> StackAction {
        var action = ActionDeclaration(
            name: "Deploy", actionTypeId: ActionTypeID(category: .deploy, owner: .aws, provider: "CloudFormation"))
        action.inputArtifacts = [InputArtifact(name: "Source")]
        action.configuration = [
            "ActionMode": mode, "StackName": "shop", "ChangeSetName": changeSet, "TemplatePath": "Source::shop.yaml",
        ]
        return try StackAction(action)
    }

    private static func request(template: String) -> StackRequest {
        StackRequest(template: template, parameters: [:], tags: [:], capabilities: [])
    }

    private static func answer(_ operation: String, _ result: String) -> String {
        "<\(operation)Response><\(operation)Result>\(result)</\(operation)Result></\(operation)Response>"
    }

    private static func stacks(_ name: String, _ status: String, more: String = "") -> String {
        answer(
            "DescribeStacks",
            "<Stacks><member><StackId>\(id)</StackId><StackName>\(name)</StackName><StackStatus>\(status)</StackStatus>"
                + "\(more)</member></Stacks>")
    }

    /// - Parameter token: of whoever asked for the operation.
    private static func event(_ status: String, _ time: String, _ token: String = "another") -> String {
        answer(
            "DescribeStackEvents",
            "<StackEvents><member><EventId>1</EventId><StackId>\(id)</StackId><PhysicalResourceId>\(id)</PhysicalResourceId>"
                + "<ResourceType>AWS::CloudFormation::Stack</ResourceType><ResourceStatus>\(status)</ResourceStatus>"
                + "<ClientRequestToken>\(token)</ClientRequestToken><Timestamp>\(time)</Timestamp></member></StackEvents>"
        )
    }

    private static func changeSet(_ executionStatus: String) -> String {
        answer(
            "DescribeChangeSet",
            "<ChangeSetId>arn:changeset</ChangeSetId><StackId>\(id)</StackId><Status>CREATE_COMPLETE</Status>"
                + "<ExecutionStatus>\(executionStatus)</ExecutionStatus>"
                + "<CreationTime>2026-01-31T12:00:00Z</CreationTime>")
    }
}
