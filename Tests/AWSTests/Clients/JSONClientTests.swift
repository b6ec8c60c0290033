import Foundation
import TestSupport
import Testing

@testable import AWS

/// The small clients that speak JSON.
@Suite(.timeLimit(.minutes(10))) struct JSONClientTests {
    private func with(
        _ answers: [RecordingServer.Answer], _ body: (AWSSession, RecordingServer) async throws -> Void
    ) async throws {
        try await RecordingServer.with(answers: answers) { server in
            let variables = [
                "AWS_ENDPOINT_URL": server.url, "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "SECRET",
            ]
            try await AWSHome.with(environment: variables) { home in try await body(home.session(), server) }
        }
    }

    @Test func aParameterIsRead() async throws {
        let body = #"{"Parameter": {"Name": "/v", "Type": "String", "Value": "21", "Version": 3, "ARN": "arn:x"}}"#
        try await with([.init(body: body)]) { session, server in
            let found = try await session.ssm().getParameter("/v")?.value
            #expect(found == "21")
            #expect(server.requests.first?.headers["x-amz-target"] == "AmazonSSM.GetParameter")
            #expect(server.requests.first?.body.contains(#""WithDecryption":false"#) == true)
        }
        try await with([.init(status: 400, body: #"{"__type": "ParameterNotFound"}"#)]) { session, _ in
            let found = try await session.ssm().getParameter("/v")
            #expect(found == nil)
        }
    }

    @Test func parametersAreAskedForTenAtATime() async throws {
        try await with([.init(body: #"{"Parameters": [{"Name": "/a", "Value": "1"}]}"#)]) { session, server in
            let names = (1...11).map { "/\($0)" }
            let found = try await session.ssm().getParameters(names).count
            #expect(found == 2)
            #expect(server.requests.count == 2)
        }
    }

    @Test func aSecretIsReadAndPrintsAsNothing() async throws {
        let body = #"{"ARN": "arn:s", "Name": "github-token", "SecretString": "hidden"}"#
        try await with([.init(body: body)]) { session, server in
            let secret = try await session.secretsManager().getSecretValue("github-token")
            #expect(secret.secretString == "hidden")
            var dumped = ""
            dump(secret, to: &dumped)
            #expect(!"\(secret)\(dumped)".contains("hidden"))
            #expect(server.requests.first?.body == #"{"SecretId":"github-token"}"#)
        }
    }

    @Test func anImageThatIsNotThereIsNoneHoweverThatIsSaid() async throws {
        for answer in [
            RecordingServer.Answer(status: 400, body: #"{"__type": "ImageNotFoundException", "message": "no"}"#),
            RecordingServer.Answer(body: #"{"imageDetails": []}"#),
        ] {
            try await with([answer]) { session, _ in
                let found = try await session.ecr().describeImage(repository: "r", tag: "t")
                #expect(found == nil)
            }
        }
    }

    @Test func aRegistrysTokenHoldsUserAndPassword() async throws {
        let token = Data("AWS:pass:word".utf8).base64EncodedString()
        let body = #"{"authorizationData": [{"authorizationToken": "\#(token)", "expiresAt": 1.8E9}]}"#
        try await with([.init(body: body)]) { session, _ in
            let login = try await session.ecr().getAuthorizationToken().login
            #expect(login?.user == "AWS" && login?.password == "pass:word")
        }
    }

    @Test(arguments: [
        ("codeconnections", "com.amazonaws.codeconnections.CodeConnections_20231201.GetConnection"),
        ("codestar-connections", "com.amazonaws.codestar.connections.CodeStar_connections_20191201.GetConnection"),
    ])
    func aConnectionIsAskedOfTheServiceThatItsARNNames(_ service: String, _ target: String) async throws {
        let arn = "arn:aws:\(service):eu-west-1:123456789012:connection/1"
        try await with([.init(body: #"{"Connection": {"ConnectionStatus": "PENDING"}}"#)]) { session, server in
            let connection = try await CodeConnectionsClient(session).getConnection(arn)
            #expect(connection?.connectionStatus == "PENDING")
            #expect(server.requests.first?.headers["x-amz-target"] == target)
            #expect(server.requests.first?.headers["content-type"] == "application/x-amz-json-1.0")
        }
    }

    @Test func anAnswerOfAnotherShapeNamesThePlaceAndNotTheValue() async throws {
        try await with([.init(body: #"{"Parameter": {"Name": "/v", "Value": {"x": "hidden"}}}"#)]) { session, _ in
            let error = await #expect(throws: ClientError.self) { try await session.ssm().getParameter("/v") }
            let sentence = try #require(error).description
            #expect(sentence == "The answer to GetParameter can't be read: parameter.value is not as it should be.")
        }
    }
}
