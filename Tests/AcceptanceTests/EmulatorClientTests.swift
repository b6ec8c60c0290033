import Foundation
import Testing

@testable import AWS

@Suite(
    "The clients against an emulator of AWS",
    .enabled(
        if: Emulator.python != nil, "no ministack 1.5.33: set SLUICE_TEST_PYTHON to a Python that has it installed"),
    .timeLimit(.minutes(10)))
struct EmulatorClientTests {
    private static func with(_ body: (AWSSession, URL) async throws -> Void) async throws {
        try await Workplace.project(["README": "nothing"]) { place in
            try await place.emulating { aws in try await body(AWSSession(environment: aws), place.folder) }
        }
    }

    @Test("A stack is created, changed and deleted")
    func stack() async throws {
        try await Self.with { session, _ in
            let client = try session.cloudFormation()
            let name = "sluice-\(UUID().uuidString.prefix(8))"
            let template = """
                {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
                 "Outputs": {"Name": {"Value": {"Fn::Join": [" ", ["a", "b"]]}, "Export": {"Name": "\(name)-x"}}}}
                """
            var input = CreateChangeSet.Input(stackName: name, changeSetName: "first", changeSetType: .create)
            input.templateBody = template
            let created = try await client.createChangeSet(input)
            let set = try await client.describeChangeSet(created.id)
            #expect(set?.changes?.first?.resourceChange?.resourceType == "AWS::SNS::Topic")
            try await client.executeChangeSet(created.id, token: "sluice-test")
            let stack = try await ended(name, client)
            #expect(stack?.stackStatus == .createComplete)
            #expect(stack?.outputs?.first?.outputValue == "a b")
            let found = try await client.getTemplate(name)
            #expect(found == template)
            let other = try await client.listExports().contains { $0.name == "\(name)-x" }
            #expect(other)
            let third = try await client.describeStackEvents(name).contains { $0.logicalResourceId == "Topic" }
            #expect(third)
            let fourth = try await client.describeStackResources(name).map(\.logicalResourceId)
            #expect(fourth == ["Topic"])
            (input.changeSetName, input.changeSetType) = ("second", .update)
            let second = try await client.createChangeSet(input)
            let fifth = try await client.describeChangeSet(second.id)?.isEmpty
            #expect(fifth == true)
            try await client.deleteChangeSet(second.id)
            try await client.updateTerminationProtection(of: name, to: true)
            await #expect(throws: ClientError.self) { try await client.deleteStack(name) }
            try await client.updateTerminationProtection(of: name, to: false)
            try await client.deleteStack(stack?.stackId ?? name)
            _ = try await ended(stack?.stackId ?? name, client)
            let sixth = try await client.describeStack(name)
            #expect(sixth == nil)
        }
    }

    /// The emulator works on while we ask again.
    private func ended(_ name: String, _ client: CloudFormationClient) async throws -> Stack? {
        var stack = try await client.describeStack(name)
        while let status = stack?.stackStatus, !status.hasEnded {
            stack = try await client.describeStack(name)
        }
        return stack
    }

    @Test("Objects go in and come out")
    func objects() async throws {
        try await Self.with { session, folder in
            // Elsewhere the bucket's region would have to be said.
            let client = try session.session(in: "us-east-1").s3()
            let bucket = "sluice-\(UUID().uuidString.prefix(8).lowercased())"
            _ = try await client.call("CreateBucket", "PUT", bucket: bucket)
            let key = "a b/c+d ü~(1)*'!.json"
            try await client.putObject(Data("hello".utf8), as: key, in: bucket)
            let found = try await client.getObject(key, in: bucket)
            #expect(found == Data("hello".utf8))
            let other = try await client.getObject(key, in: bucket, range: 1..<3)
            #expect(other == Data("el".utf8))
            let third = try await client.headObject(key, in: bucket)?.length
            #expect(third == 5)
            let fourth = try await client.headObject("none", in: bucket)
            #expect(fourth == nil)
            let fifth = try await client.listObjects(in: bucket, prefix: "a b/").map(\.key)
            #expect(fifth == [key])
            let file = folder.appending(path: "big")
            let big = Data((0..<(2 * S3Client.partLength + 7)).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            try big.write(to: file)
            try await client.upload(file, as: "big", in: bucket)
            let sixth = try await client.getObject("big", in: bucket)
            #expect(sixth == big)
            let seventh = try await client.getBucketLocation("\(bucket)-none")
            #expect(seventh == nil)
        }
    }

    @Test("Roles, parameters, repositories and secrets are there or not")
    func others() async throws {
        try await Self.with { session, _ in
            let me = try await session.sts().getCallerIdentity()
            #expect(me.account.count == 12 && me.partition == "aws")
            let role = AssumeRole.Input(roleArn: "arn:aws:iam::\(me.account):role/any", roleSessionName: "sluice-test")
            let assumed = session.assuming(role)
            let arn = try await assumed.sts().getCallerIdentity().arn.contains("assumed-role/any/sluice-test")
            #expect(arn)
            let parameter = try await session.ssm().getParameter("/none")
            #expect(parameter == nil)
            let repository = try await session.ecr().describeRepository("none")
            #expect(repository == nil)
            await #expect(throws: ClientError.self) { try await session.secretsManager().getSecretValue("none") }
        }
    }
}
