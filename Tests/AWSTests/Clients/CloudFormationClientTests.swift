import Foundation
import TestSupport
import Testing

@testable import AWS

/// The client against a real server that gives bytes of the kind that CloudFormation answers.
@Suite(.timeLimit(.minutes(10))) struct CloudFormationClientTests {
    private func with(
        _ answers: [RecordingServer.Answer], _ body: (CloudFormationClient, RecordingServer) async throws -> Void
    ) async throws {
        try await RecordingServer.with(answers: answers) { server in
            let variables = [
                "AWS_ENDPOINT_URL": server.url, "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "SECRET",
            ]
            try await AWSHome.with(environment: variables) { home in
                try await body(home.session().cloudFormation(), server)
            }
        }
    }

    private func answer(_ action: String, _ result: String) -> RecordingServer.Answer {
        .init(
            body: """
                <?xml version="1.0"?>
                <\(action)Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
                  <\(action)Result>\(result)</\(action)Result>
                  <ResponseMetadata><RequestId>b9b4b068-3a41-11e5-94eb-example</RequestId></ResponseMetadata>
                </\(action)Response>
                """)
    }

    private static let stack = """
        <Stacks>
          <member>
            <StackName>pipeline-stack</StackName>
            <StackId>arn:aws:cloudformation:eu-west-1:123456789012:stack/pipeline-stack/1</StackId>
            <CreationTime>2026-01-31T12:00:00.125Z</CreationTime>
            <StackStatus>UPDATE_COMPLETE</StackStatus>
            <DisableRollback>false</DisableRollback>
            <Parameters/>
            <Tags><member><Key>team</Key><Value>a &amp; b</Value></member></Tags>
            <NotificationARNs/>
            <Outputs>
              <member><OutputKey>Url</OutputKey><OutputValue> kept  as it is </OutputValue></member>
              <member><OutputKey>Two</OutputKey><OutputValue></OutputValue></member>
            </Outputs>
            <EnableTerminationProtection>true</EnableTerminationProtection>
          </member>
        </Stacks>
        """

    @Test func aStackIsReadWithItsListsAndText() async throws {
        try await with([answer("DescribeStacks", Self.stack)]) { client, server in
            let stack = try #require(try await client.describeStack("pipeline-stack"))
            #expect(stack.stackStatus == .updateComplete)
            #expect(stack.creationTime == Date(timeIntervalSince1970: 1_769_860_800.125))
            #expect(stack.parameters == [])
            #expect(stack.tags == [StackTag(key: "team", value: "a & b")])
            #expect(stack.outputs?.map(\.outputValue) == [" kept  as it is ", ""])
            #expect(stack.enableTerminationProtection == true)
            #expect(stack.roleARN == nil)
            #expect(
                server.requests.first?.form
                    == ["Action": "DescribeStacks", "Version": "2010-05-15", "StackName": "pipeline-stack"])
        }
    }

    @Test func aStackThatIsNotThereIsNone() async throws {
        let body = """
            <ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type>
            <Code>ValidationError</Code><Message>Stack with id nothing does not exist</Message></Error></ErrorResponse>
            """
        try await with([.init(status: 400, body: body)]) { client, _ in
            let found = try await client.describeStack("nothing")
            #expect(found == nil)
        }
    }

    private func events(_ ids: ClosedRange<Int>, next: String?) -> RecordingServer.Answer {
        let members = ids.map { id in
            "<member><EventId>e\(id)</EventId><StackId>s</StackId><Timestamp>2026-01-31T12:00:00Z</Timestamp></member>"
        }
        let token = next.map { "<NextToken>\($0)</NextToken>" } ?? ""
        return answer("DescribeStackEvents", "<StackEvents>\(members.joined())</StackEvents>\(token)")
    }

    @Test func eventsAreReadPageByPageNoFurtherThanNeeded() async throws {
        let pages = [events(1...2, next: "two"), events(3...4, next: "three"), events(5...6, next: nil)]
        try await with(pages) { client, server in
            let found = try await client.describeStackEvents("s").map(\.eventId)
            #expect(found == ["e1", "e2", "e3", "e4", "e5", "e6"])
            #expect(server.requests.map { $0.form["NextToken"] } == [nil, "two", "three"])
        }
        try await with(pages) { client, server in
            let events = try await client.describeStackEvents("s") { $0.eventId == "e4" }
            #expect(events.map(\.eventId) == ["e1", "e2", "e3"])
            #expect(server.requests.count == 2)
        }
    }

    @Test func aChangeSetIsAskedForAsTheServiceWantsIt() async throws {
        try await with([answer("CreateChangeSet", "<Id>arn:cs</Id><StackId>arn:s</StackId>")]) { client, server in
            var input = CreateChangeSet.Input(stackName: "s", changeSetName: "c", changeSetType: .update)
            input.templateURL = "https://bucket/x.json"
            input.capabilities = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
            input.parameters = [
                .init(parameterKey: "A", parameterValue: "1"), .init(parameterKey: "B", usePreviousValue: true),
            ]
            input.tags = []
            input.notificationARNs = ["arn:n"]
            let found = try await client.createChangeSet(input).id
            #expect(found == "arn:cs")
            #expect(
                server.requests.first?.form == [
                    "Action": "CreateChangeSet", "Version": "2010-05-15", "StackName": "s", "ChangeSetName": "c",
                    "ChangeSetType": "UPDATE", "TemplateURL": "https://bucket/x.json",
                    "Capabilities.member.1": "CAPABILITY_IAM", "Capabilities.member.2": "CAPABILITY_AUTO_EXPAND",
                    "Parameters.member.1.ParameterKey": "A", "Parameters.member.1.ParameterValue": "1",
                    "Parameters.member.2.ParameterKey": "B", "Parameters.member.2.UsePreviousValue": "true",
                    "Tags": "", "NotificationARNs.member.1": "arn:n",
                ])
        }
    }

    @Test func aChangeSetOfSeveralPagesIsOne() async throws {
        func page(_ name: String, _ next: String) -> RecordingServer.Answer {
            answer(
                "DescribeChangeSet",
                "<ChangeSetName>c</ChangeSetName><Status>CREATE_COMPLETE</Status><Changes><member><Type>Resource</Type>"
                    + "<ResourceChange><Action>Modify</Action><LogicalResourceId>\(name)</LogicalResourceId>"
                    + "<Replacement>True</Replacement><Scope><member>Properties</member></Scope><Details><member><Target>"
                    + "<Name>BucketName</Name><RequiresRecreation>Always</RequiresRecreation></Target></member></Details>"
                    + "</ResourceChange></member></Changes>\(next)")
        }
        try await with([page("A", "<NextToken>t</NextToken>"), page("B", "")]) { client, _ in
            let changes = try #require(try await client.describeChangeSet("c", stackName: "s")).changes ?? []
            #expect(changes.compactMap(\.resourceChange?.logicalResourceId) == ["A", "B"])
            #expect(changes.first?.resourceChange?.details?.first?.target?.requiresRecreation == "Always")
        }
    }

    @Test func anEmptyChangeSetIsKnownByItsSentence() async throws {
        let reason =
            "The submitted information didn't contain changes. Submit different information to create a change set."
        let failed = answer("DescribeChangeSet", "<Status>FAILED</Status><StatusReason>\(reason)</StatusReason>")
        try await with([failed]) { client, _ in
            let found = try await client.describeChangeSet("c")
            #expect(found?.isEmpty == true)
        }
    }

    @Test func aTemplateKeepsItsBlanks() async throws {
        let body = #"{"Fn::Join": [" ", ["a", "b"]], "x": "  "}"#.replacing("\"", with: "&quot;")
        try await with([answer("GetTemplate", "<TemplateBody>\(body)\n</TemplateBody>")]) { client, _ in
            let found = try await client.getTemplate("s")
            #expect(found == #"{"Fn::Join": [" ", ["a", "b"]], "x": "  "}"# + "\n")
        }
    }

    @Test(arguments: [
        "<html>", "", "<a><b></a>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
        "<DescribeStacksResponse><DescribeStacksResult><Stacks><member/></Stacks></DescribeStacksResult></DescribeStacksResponse>",
    ])
    func anAnswerOfAnotherFormIsSaidToBeUnreadable(_ body: String) async throws {
        try await with([.init(body: body)]) { client, _ in
            let error = await #expect(throws: ClientError.self) { try await client.describeStack("s") }
            let sentence = try #require(error).description
            #expect(sentence.hasPrefix("The answer to DescribeStacks can't be read: "))
        }
    }
}
