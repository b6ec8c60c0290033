import Foundation
import SigV4
import TestSupport
import Testing

@testable import AWS

/// Our requests' signatures beside botocore's of the same requests.
@Suite(.enabled(if: Botocore.isInstalled, "no python3 with botocore"), .timeLimit(.minutes(10))) struct SignatureTests {
    /// Signs what the server received with botocore's signer for the service, at the time that the request bears.
    private static let script = """
        import sys, json, datetime, botocore.auth, botocore.awsrequest, botocore.credentials
        r = json.load(open(sys.argv[1]))
        time = datetime.datetime.strptime(r['headers']['x-amz-date'], '%Y%m%dT%H%M%SZ')
        class Frozen(datetime.datetime):
            @classmethod
            def utcnow(cls): return time
            @classmethod
            def now(cls, tz=None): return time.replace(tzinfo=tz)
        for name in ('get_current_datetime',):
            setattr(botocore.auth, name, lambda remove_tzinfo=True: time)
        signed = r['headers']['authorization'].split('SignedHeaders=')[1].split(',')[0].split(';')
        skip = ('x-amz-date', 'host', 'x-amz-content-sha256', 'x-amz-security-token')
        headers = {k: v for k, v in r['headers'].items() if k in signed and k not in skip}
        request = botocore.awsrequest.AWSRequest(
            method=r['method'], url='http://' + r['headers']['host'] + r['target'], headers=headers, data=r['body'].encode())
        kind = botocore.auth.S3SigV4Auth if r['service'] == 's3' else botocore.auth.SigV4Auth
        credentials = botocore.credentials.Credentials('AKID', 'SECRET', 'TOKEN')
        if r['service'] == 's3': request.context['payload_signing_enabled'] = True
        kind(credentials, r['service'], 'eu-west-1').add_auth(request)
        print(request.headers['Authorization'], end='')
        """

    private struct Received: Encodable {
        var service: String
        var method: String
        var target: String
        var headers: [String: String]
        var body: String
    }

    private func check(
        _ service: String, answer: String = "<a/>", _ call: (AWSSession) async throws -> Void
    ) async throws {
        try await RecordingServer.with(answers: [.init(body: answer)]) { server in
            let variables = [
                "AWS_ENDPOINT_URL": server.url, "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "SECRET",
                "AWS_SESSION_TOKEN": "TOKEN",
            ]
            try await AWSHome.with(environment: variables) { home in
                _ = try? await call(home.session())
                let request = try #require(server.requests.first)
                let file = home.folder.appending(path: "request.json")
                let received = Received(
                    service: service, method: request.method, target: request.target, headers: request.headers,
                    body: request.body)
                try JSONEncoder().encode(received).write(to: file)
                #expect(request.headers["authorization"] == (try Botocore.run(Self.script, [:], [file.path])))
            }
        }
    }

    @Test func formsAreSignedAsBotocoreSignsThem() async throws {
        try await check("sts") { _ = try await $0.sts().getCallerIdentity() }
        try await check("cloudformation") { _ = try await $0.cloudFormation().describeStack("a b/ü+&=~*'") }
    }

    @Test func jsonIsSignedAsBotocoreSignsIt() async throws {
        try await check("ssm", answer: "{}") { _ = try await $0.ssm().getParameter("/a/b") }
        try await check("ecr", answer: "{}") { _ = try await $0.ecr().describeRepository("a/b") }
    }

    @Test(arguments: ["plain.json", "a b/c+d/ü.txt", "//double//slash", "./dots/../x", "per%20cent", "tilde~(x)*'!"])
    func objectsAreSignedAsBotocoreSignsThem(_ key: String) async throws {
        try await check("s3") { try await $0.s3().putObject(Data("hello".utf8), as: key, in: "bucket-1") }
        try await check("s3") { _ = try await $0.s3().headObject(key, in: "bucket-1") }
        try await check("s3") { _ = try await $0.s3().listObjects(in: "bucket-1", prefix: key, limit: 1) }
    }
}
