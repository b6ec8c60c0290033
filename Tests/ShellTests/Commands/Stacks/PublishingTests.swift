import Foundation
import Testing

@testable import Shell

@Suite("What is published before stacks are deployed", .timeLimit(.minutes(10)))
struct PublishingTests {
    @Test func aLargeTemplateGoesToTheBucketOfTheAppsBootstrapStackAsThatEncrypts() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with(StackApp(topic: String(repeating: "x", count: 60_000), isInline: true)) { app in
            let settings = #"{"app": "assembly", "toolkitStackName": "Tools"}"#
            try Data(settings.utf8).write(to: app.appending(path: "cdk.json"))
            try await aws.expect(0, of: "bootstrap --yes --qualifier mine", in: app)
            aws.change {
                $0.stacks[0].outputs = ["BucketName": "staging"]
                $0.bucketKey = "key-1"
            }
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            #expect(aws.request["TemplateURL"]?.contains("/staging/cdk/shop/") == true)
            #expect(aws.objectHeaders["x-amz-server-side-encryption"] == "aws:kms")
            #expect(aws.objectHeaders["x-amz-server-side-encryption-aws-kms-key-id"] == "key-1")
        }
    }

    @Test func forcePublishesAgainWhatIsThere() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with { app in
            try await aws.expect(0, of: "deploy shop --yes", in: app)
            let before = aws.calls.count
            try await aws.expect(0, of: "deploy shop --yes -f", in: app)
            let published = aws.calls.dropFirst(before).filter { $0.hasPrefix("put ") }.sorted()
            expectSame(
                published, ["put assets-123456789012/c0de.zip", "put assets-123456789012/template-first.json"])
        }
    }

    /// The program stands in for docker, and notes how it was called and what it read.
    @Test func buildsAreSignedInWhereTheirImagesComeFrom() async throws {
        let aws = ScriptedAWS()
        try await StackApp.with(StackApp(hasImage: true)) { app in
            let (docker, log) = (app.appending(path: "docker"), app.appending(path: "calls"))
            let script = """
                #!/bin/sh
                [ "$1" != login ] || { echo "$@ < $(cat) $DOCKER_CONFIG"; } >> '\(log.path)'
                [ "$1" != build ] || echo "build $DOCKER_CONFIG" >> '\(log.path)'
                [ "$1" != image ]
                """
            try Data(script.utf8).write(to: docker)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: docker.path)
            let credentials = app.appending(path: "creds.json")
            try Data(
                """
                {"version": "1.0", "domainCredentials": {
                  "1.dkr.ecr.eu-west-1.amazonaws.com": {"ecrRepository": true},
                  "docker.example": {"secretsManagerSecretId": "hub", "secretsPasswordField": "token"}}}
                """.utf8
            ).write(to: credentials)
            let variables = ["CDK_DOCKER": docker.path, "CDK_DOCKER_CREDS_FILE": credentials.path]
            try await aws.expect(0, of: "deploy shop --yes", in: app, variables)
            let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map(String.init)
            let settings = try #require(lines.first?.split(separator: " ").last)
            #expect(!FileManager.default.fileExists(atPath: String(settings)))
            expectSame(
                lines.prefix(3),
                [
                    "login --username AWS --password-stdin 1.dkr.ecr.eu-west-1.amazonaws.com < pass \(settings)",
                    "login --username ada --password-stdin docker.example < s3cret \(settings)", "build \(settings)",
                ])
        }
    }
}
