import Foundation
import PipelineAPI
import Synchronization
import TestSupport
import Testing

@testable import AWS

/// What is tried again, against a real server whose answers go wrong.
@Suite(.timeLimit(.minutes(10))) struct RetryTests {
    private final class Clock: Sendable {
        let pauses = Mutex<[Duration]>([])
        let time = Date(timeIntervalSince1970: 1_780_000_000)

        var pace: Pace {
            Pace(now: { self.time }, pause: { pause in self.pauses.withLock { $0.append(pause) } }, jitter: { 1 })
        }
    }

    private struct Setting {
        var server: RecordingServer
        var clock: Clock
        var session: AWSSession
    }

    private func with(
        _ answers: [RecordingServer.Answer], timeout: Duration = .seconds(20), _ body: (Setting) async throws -> Void
    ) async throws {
        try await RecordingServer.with(answers: answers) { server in
            let environment = [
                "AWS_ENDPOINT_URL": server.url, "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "s",
            ]
            try await AWSHome.with(environment: environment) { home in
                let clock = Clock()
                let session = try AWSSession(
                    AWSConfiguration(environment: home.environment),
                    calls: CallSettings(timeout: timeout, pace: clock.pace), region: "eu-west-1")
                try await body(Setting(server: server, clock: clock, session: session))
            }
        }
    }

    private static let identity =
        "<R><GetCallerIdentityResult><Arn>arn:aws:sts::1:user/a</Arn><Account>1</Account>"
        + "</GetCallerIdentityResult></R>"

    private func refusal(_ code: String, status: Int = 400, headers: [String] = []) -> RecordingServer.Answer {
        let body = "<ErrorResponse><Error><Code>\(code)</Code><Message>No &amp; no</Message></Error></ErrorResponse>"
        return .init(status: status, headers: headers, body: body)
    }

    @Test(arguments: ["Throttling", "RequestLimitExceeded", "TooManyRequestsException"])
    func throttledCallsAreRepeatedWithGrowingWaits(_ code: String) async throws {
        try await with([refusal(code), refusal(code), .init(body: Self.identity)]) { setting in
            let found = try await setting.session.sts().getCallerIdentity().account
            #expect(found == "1")
            #expect(setting.server.requests.count == 3)
            #expect(setting.clock.pauses.withLock { $0 } == [.seconds(1), .seconds(2)])
        }
    }

    @Test func theThirdFailureIsFinalAndNamesCallRegionAndWho() async throws {
        try await with([refusal("ServiceUnavailable", status: 503)]) { setting in
            let error = await #expect(throws: ClientError.self) { try await setting.session.sts().getCallerIdentity() }
            let sentence = try #require(error).description
            #expect(
                sentence
                    == "ServiceUnavailable: No & no (GetCallerIdentity in eu-west-1 with the environment)")
            #expect(setting.server.requests.count == 3)
        }
    }

    @Test func keysThatHaveExpiredAreSaidSoWithWhatHelps() async throws {
        try await with([refusal("ExpiredToken", status: 403)]) { setting in
            let error = await #expect(throws: CredentialError.self) {
                try await setting.session.sts().getCallerIdentity()
            }
            #expect(
                error?.description
                    == "The credentials have expired: GetCallerIdentity in eu-west-1 with the environment. Set new ones: "
                    + "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.")
            #expect(setting.server.requests.count == 1)
        }
    }

    /// An upload over a slow line takes longer than any answer may.
    @Test(arguments: [(0, Duration.zero), (65_536, .seconds(1)), (50_000_000, .seconds(50_000_000) / 65_536)])
    func aBodyHasTimeByItsSize(_ sizeInBytes: Int, _ time: Duration) {
        #expect(CallSettings.time(toSend: sizeInBytes) == time)
    }

    @Test func aFinalRefusalIsNotRepeated() async throws {
        try await with([refusal("AccessDenied", status: 403)]) { setting in
            await #expect(throws: ClientError.self) { try await setting.session.sts().getCallerIdentity() }
            #expect(setting.server.requests.count == 1)
        }
    }

    @Test func aClockThatIsWrongIsSetByTheService() async throws {
        let late = refusal("RequestTimeTooSkewed", status: 403, headers: ["Date: Thu, 28 May 2026 22:26:40 GMT"])
        try await with([late, .init(body: Self.identity)]) { setting in
            let found = try await setting.session.sts().getCallerIdentity().account
            #expect(found == "1")
            #expect(
                setting.server.requests.map { $0.headers["x-amz-date"] } == ["20260528T202640Z", "20260528T222640Z"])
        }
    }

    @Test func aWrongSecretIsNoMatterOfTheClock() async throws {
        let wrong = refusal("SignatureDoesNotMatch", status: 403, headers: ["Date: Thu, 28 May 2026 20:26:41 GMT"])
        try await with([wrong]) { setting in
            await #expect(throws: ClientError.self) { try await setting.session.sts().getCallerIdentity() }
            #expect(setting.server.requests.count == 1)
        }
    }

    @Test func whatWasOnlyReadIsAskedForAgainWhenTheConnectionBreaks() async throws {
        try await with([.init(breaks: true), .init(body: Self.identity)]) { setting in
            let found = try await setting.session.sts().getCallerIdentity().account
            #expect(found == "1")
        }
    }

    @Test func whatMayHaveBeenCarriedOutIsNotRepeated() async throws {
        try await with([.init(breaks: true)]) { setting in
            await #expect(throws: ClientError.self) {
                try await setting.session.cloudFormation().deleteStack("arn:aws:cloudformation:::stack/a/1")
            }
            #expect(setting.server.requests.count == 1)
        }
    }

    @Test func eachTryIsSignedAnew() async throws {
        let stalls = RecordingServer.Answer(headers: ["Content-Length: 10"], body: "{")
        try await with([stalls, .init(body: Self.identity)], timeout: .milliseconds(200)) { setting in
            let found = try await setting.session.sts().getCallerIdentity().account
            #expect(found == "1")
            #expect(
                setting.server.requests.allSatisfy {
                    $0.headers["authorization"]?.contains("/sts/aws4_request") == true
                })
        }
    }

    @Test func theStockOfTriesIsBounded() {
        var quota = RetryQuota()
        var tries = 0
        while quota.take(for: .transient) { tries += 1 }
        #expect(tries == 100)
        quota.giveBack(5)
        let (isThrottledTry, isTimedOutTry) = (quota.take(for: .throttled), quota.take(for: .timedOut))
        #expect(isThrottledTry)
        #expect(!isTimedOutTry)
    }

    @Test func noWaitIsLongerThanTwentySeconds() {
        #expect(RetryPolicy.delay(after: 1, jitter: 0.5) == .milliseconds(500))
        #expect(RetryPolicy.delay(after: 60, jitter: 1) == .seconds(20))
    }
}
