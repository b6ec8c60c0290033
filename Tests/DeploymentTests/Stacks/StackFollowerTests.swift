import Foundation
import TestSupport
import Testing

@testable import AWS
@testable import Deployment

/// What goes on at CloudFormation is followed where asking fails for a while.
@Suite(.timeLimit(.minutes(5))) struct StackFollowerTests {
    private static let id = "arn:stack/shop"
    private static let away = RecordingServer.Answer(status: 503)
    private static let end = RecordingServer.Answer(
        body: """
            <DescribeStackEventsResponse><DescribeStackEventsResult><StackEvents><member><EventId>1</EventId>
            <StackId>\(id)</StackId><PhysicalResourceId>\(id)</PhysicalResourceId>
            <ResourceType>AWS::CloudFormation::Stack</ResourceType><ResourceStatus>UPDATE_COMPLETE</ResourceStatus>
            <Timestamp>2026-01-31T12:00:00Z</Timestamp></member></StackEvents></DescribeStackEventsResult>
            </DescribeStackEventsResponse>
            """)

    /// - Parameter limit: what the waits may add up to, each of a millisecond.
    private func follow(
        _ answers: [RecordingServer.Answer], limit: Duration, _ body: (StackFollower) async throws -> Void
    ) async throws {
        try await RecordingServer.with(answers: answers) { server in
            let session = try AWSSession(
                environment: [
                    "AWS_ENDPOINT_URL": server.url, "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE",
                    "AWS_SECRET_ACCESS_KEY": "example", "AWS_REGION": "us-east-1", "HOME": "/nowhere",
                    "AWS_MAX_ATTEMPTS": "1",
                ])
            var follower = StackFollower(Self.id, by: try session.cloudFormation(), since: .distantPast)
            let pace = PollingPace(shortest: .milliseconds(1), longest: .milliseconds(1))
            follower.patience = Patience(pace: pace, limit: limit)
            try await body(follower)
        }
    }

    @Test func whatPassesByItselfIsBorne() async throws {
        let throttled = RecordingServer.Answer(
            status: 400, body: "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>")
        let broken = RecordingServer.Answer(breaks: true)
        try await follow([Self.away, throttled, broken, Self.end], limit: .milliseconds(3)) { follower in
            let progress = try await follower.follow { _ in }
            #expect(progress.end == .updateComplete)
        }
    }

    @Test func patienceEnds() async throws {
        try await follow([Self.away, Self.away, Self.end], limit: .milliseconds(1)) { follower in
            await #expect(throws: ClientError.self) { try await follower.follow { _ in } }
        }
    }

    @Test func aRefusalIsFinal() async throws {
        try await follow([.init(status: 403), Self.end], limit: .seconds(1)) { follower in
            await #expect(throws: ClientError.self) { try await follower.follow { _ in } }
        }
    }
}
