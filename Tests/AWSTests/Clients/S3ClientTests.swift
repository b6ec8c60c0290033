import Foundation
import TestSupport
import Testing

@testable import AWS

@Suite(.timeLimit(.minutes(10))) struct S3ClientTests {
    private func with(
        _ answer: @escaping @Sendable (RecordingServer.Request) -> RecordingServer.Answer,
        _ body: (S3Client, RecordingServer, URL) async throws -> Void
    ) async throws {
        try await RecordingServer.with(answer) { server in
            let variables = [
                "AWS_ENDPOINT_URL": server.url, "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "SECRET",
            ]
            try await AWSHome.with(environment: variables) { home in
                try await body(home.session().s3(), server, home.folder)
            }
        }
    }

    private func file(_ length: Int, in folder: URL) throws -> URL {
        let file = folder.appending(path: "asset.zip")
        try Data(repeating: UInt8(ascii: "x"), count: length).write(to: file)
        return file
    }

    @Test func aSmallFileGoesInOnePiece() async throws {
        try await with({ _ in .init(headers: ["ETag: \"1\""]) }) { client, server, folder in
            let options = S3ObjectOptions(contentType: "application/zip", encryption: "AES256")
            try await client.upload(file(10, in: folder), as: "a/b c.zip", in: "assets", options: options)
            let request = try #require(server.requests.first)
            #expect(request.method == "PUT" && request.target == "/assets/a/b%20c.zip")
            #expect(request.headers["x-amz-server-side-encryption"] == "AES256")
            #expect(server.requests.count == 1)
        }
    }

    /// Answers an upload in parts; `failing` is the number of a part that is refused.
    @Sendable private static func multipart(_ request: RecordingServer.Request, failing: Int?) -> RecordingServer.Answer
    {
        if request.target.hasSuffix("?uploads=") {
            return .init(
                body: "<InitiateMultipartUploadResult><UploadId>up/1</UploadId></InitiateMultipartUploadResult>")
        }
        if let number = request.target.firstMatch(of: #/partNumber=(\d+)/#)?.1 {
            if failing.map(String.init) == String(number) {
                return .init(status: 403, body: "<Error><Code>AccessDenied</Code><Message>No.</Message></Error>")
            }
            return .init(headers: ["ETag: \"tag-\(number)\""])
        }
        return .init(body: request.method == "DELETE" ? "" : "<CompleteMultipartUploadResult/>")
    }

    @Test func aLargeFileGoesInPartsThatArePutTogetherInOrder() async throws {
        try await with({ Self.multipart($0, failing: nil) }) { client, server, folder in
            let length = 2 * S3Client.partLength + 5
            try await client.upload(file(length, in: folder), as: "big", in: "assets")
            let parts = server.requests.filter { $0.method == "PUT" }
            #expect(parts.map { $0.body.utf8.count }.sorted() == [5, S3Client.partLength, S3Client.partLength])
            let last = try #require(server.requests.last)
            #expect(last.method == "POST" && last.target == "/assets/big?uploadId=up%2F1")
            let numbers = last.body.matches(of: #/<PartNumber>(\d)<\/PartNumber><ETag>&quot;tag-(\d)&quot;/#)
            #expect(numbers.map { "\($0.1)\($0.2)" } == ["11", "22", "33"])
        }
    }

    @Test func aFailedPartLeavesNothingBehind() async throws {
        try await with({ Self.multipart($0, failing: 2) }) { client, server, folder in
            let file = try file(2 * S3Client.partLength + 5, in: folder)
            await #expect(throws: ClientError.self) { try await client.upload(file, as: "big", in: "assets") }
            #expect(server.requests.last?.method == "DELETE")
            #expect(server.requests.last?.target == "/assets/big?uploadId=up%2F1")
        }
    }

    @Test func whatIsNotThereIsNone() async throws {
        try await with({ _ in .init(status: 404) }) { client, _, _ in
            let found = try await client.headObject("x", in: "assets")
            #expect(found == nil)
            let other = try await client.getBucketLocation("assets")
            #expect(other == nil)
        }
    }

    @Test func aListGoesOnUntilThereIsEnough() async throws {
        try await with({ request in
            let isFirst = !request.target.contains("continuation-token")
            let keys = (isFirst ? ["a/1", "a/2"] : ["a/3"]).map {
                "<Contents><Key>\($0)</Key><Size>1</Size></Contents>"
            }
            let token = isFirst ? "<NextContinuationToken>more</NextContinuationToken>" : ""
            return .init(body: "<ListBucketResult>\(keys.joined())\(token)</ListBucketResult>")
        }) { client, server, _ in
            let found = try await client.listObjects(in: "assets", prefix: "a/").map(\.key)
            #expect(found == ["a/1", "a/2", "a/3"])
            #expect(server.requests.count == 2)
            let other = try await client.listObjects(in: "assets", prefix: "a/", limit: 1).map(\.key)
            #expect(other == ["a/1"])
            #expect(server.requests.last?.target == "/assets?list-type=2&prefix=a%2F&max-keys=1")
        }
    }

    @Test(arguments: [
        ("<LocationConstraint/>", "us-east-1"), ("<LocationConstraint>EU</LocationConstraint>", "eu-west-1"),
        ("<LocationConstraint>eu-north-1</LocationConstraint>", "eu-north-1"),
    ])
    func aBucketsRegionIsRead(_ body: String, _ region: String) async throws {
        try await with({ _ in .init(body: body) }) { client, _, _ in
            let found = try await client.getBucketLocation("assets")
            #expect(found == region)
        }
    }

    @Test func aNameThatWouldLeadElsewhereIsRefused() async throws {
        try await with({ _ in .init() }) { client, server, _ in
            await #expect(throws: AWSConfigurationError.self) { try await client.getObject("x", in: "evil.com/x") }
            #expect(server.requests.isEmpty)
        }
    }
}
