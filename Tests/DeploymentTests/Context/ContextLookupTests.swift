import Foundation
import TestSupport
import Testing

@testable import AWS
@testable import CloudFormation
@testable import Deployment

/// Apps that ask for what only AWS knows, against a server that answers as AWS does.
@Suite("What an app looks up", .timeLimit(.minutes(10)))
struct ContextLookupTests {
    /// Answers each action of EC2 and STS with its XML, and what other services are asked with the rest.
    private static func answers(_ replies: [String: String])
        -> @Sendable (RecordingServer.Request) -> RecordingServer.Answer
    {
        { request in
            let path = request.target.split(separator: "?").first.map(String.init) ?? ""
            let action = request.form["Action"] ?? request.headers["x-amz-target"] ?? path
            guard let reply = replies[action] else {
                return .init(
                    status: 400,
                    body:
                        "<Response><Errors><Error><Code>Unknown</Code><Message>\(action)</Message></Error></Errors></Response>"
                )
            }
            return .init(body: reply)
        }
    }

    private static func with(
        _ replies: [String: String], _ body: (ContextLookup, RecordingServer) async throws -> Void
    ) async throws {
        try await RecordingServer.with(answers(replies)) { server in
            let session = try AWSSession(environment: [
                "AWS_ENDPOINT_URL": server.url, "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "example",
                "AWS_REGION": "eu-west-1",
            ])
            let caller = AWSEnvironment(account: "111122223333", region: "eu-west-1")
            let sessions = RoleSessions(base: session, caller: caller, sessionName: "test") { _ in }
            try await body(ContextLookup(sessions), server)
        }
    }

    private static func question(_ provider: String, _ props: [String: TemplateValue] = [:]) -> MissingContext {
        MissingContext(key: "key", provider: provider, props: props)
    }

    private static func text(_ words: String...) -> TemplateValue { .list(words.map { .string($0) }) }

    @Test func zonesThatCanBeUsedAreNamed() async throws {
        let zones = """
            <DescribeAvailabilityZonesResponse><availabilityZoneInfo>
              <item><zoneName>eu-west-1a</zoneName><zoneState>available</zoneState></item>
              <item><zoneName>eu-west-1b</zoneName><zoneState>impaired</zoneState></item>
            </availabilityZoneInfo></DescribeAvailabilityZonesResponse>
            """
        try await Self.with(["DescribeAvailabilityZones": zones]) { lookup, _ in
            let answers = try await lookup.answers(to: [Self.question("availability-zones")])
            #expect(answers == ["key": .found(Self.text("eu-west-1a"))])
        }
    }

    @Test func theNewestImageIsTaken() async throws {
        let images = """
            <DescribeImagesResponse><imagesSet>
              <item><imageId>ami-1</imageId><creationDate>2025-01-01T00:00:00.000Z</creationDate></item>
              <item><imageId>ami-2</imageId><creationDate>2026-01-01T00:00:00.000Z</creationDate></item>
            </imagesSet></DescribeImagesResponse>
            """
        let props: [String: TemplateValue] = [
            "owners": Self.text("amazon"), "filters": .object(["name": Self.text("al2023-*")]),
        ]
        try await Self.with(["DescribeImages": images]) { lookup, server in
            #expect(try await lookup.answers(to: [Self.question("ami", props)]) == ["key": .found(.string("ami-2"))])
            let form = try #require(server.requests.last?.form)
            #expect(form["Owner.1"] == "amazon" && form["Filter.1.Value.1"] == "al2023-*")
        }
    }

    @Test(arguments: [(false, "1"), (true, "2")])
    func aHostedZoneIsPublicOrPrivate(_ isPrivate: Bool, _ id: String) async throws {
        let zones = """
            <ListHostedZonesByNameResponse><HostedZones>
              <HostedZone><Id>/hostedzone/1</Id><Name>shop.example.</Name><Config><PrivateZone>false</PrivateZone></Config></HostedZone>
              <HostedZone><Id>/hostedzone/2</Id><Name>shop.example.</Name><Config><PrivateZone>true</PrivateZone></Config></HostedZone>
              <HostedZone><Id>/hostedzone/3</Id><Name>shop.example.org.</Name></HostedZone>
            </HostedZones></ListHostedZonesByNameResponse>
            """
        let zone = "<GetHostedZoneResponse><VPCs><VPC><VPCId>vpc-1</VPCId></VPC></VPCs></GetHostedZoneResponse>"
        var props: [String: TemplateValue] = ["domainName": .string("shop.example"), "privateZone": .bool(isPrivate)]
        if isPrivate { props["vpcId"] = .string("vpc-1") }
        let replies = ["/2013-04-01/hostedzonesbyname": zones, "/2013-04-01/hostedzone/2": zone]
        try await Self.with(replies) { [props] lookup, _ in
            let answers = try await lookup.answers(to: [Self.question("hosted-zone", props)])
            let found = TemplateValue.object(["Id": .string("/hostedzone/\(id)"), "Name": .string("shop.example.")])
            #expect(answers == ["key": .found(found)])
        }
    }

    @Test func aRefusalIsToldToTheAppAndWhatNobodyKnowsIsNamed() async throws {
        try await Self.with([:]) { lookup, _ in
            guard case .failed(let reason) = try await lookup.answers(to: [Self.question("ami")])["key"] else {
                Issue.record("it was found")
                return
            }
            #expect(reason.contains("DescribeImages"))
            let error = await #expect(throws: SynthesisError.self) {
                try await lookup.answers(to: [Self.question("security-group")])
            }
            #expect(error?.description.contains("key (security-group)\n  sluice looks up") == true)
        }
    }

    /// What is found is kept for the next run and for others; what failed is not.
    @Test func anAppIsRunAgainWithWhatItAskedFor() async throws {
        let app = """
            mkdir -p cdk.out; echo run >> ../runs
            case "$CDK_CONTEXT_JSON" in
            *'"size":"large"'*) echo '{"version": "55.0.0", "artifacts": {}}' > cdk.out/manifest.json;;
            *) echo '{"version": "55.0.0", "artifacts": {}, "missing": [{"key": "size", "provider": "ssm",
              "props": {"parameterName": "/size", "account": "111122223333", "region": "eu-west-1"}}]}' > cdk.out/manifest.json;;
            esac

            """
        let parameter = #"{"Parameter": {"Name": "/size", "Value": "large"}}"#
        try await Self.with(["AmazonSSM.GetParameter": parameter]) { lookup, _ in
            try await withApp { place in
                try place.write(["app.sh": app, "cdk.context.json": #"{"mine": [1, {"a": true}]}"#])
                let synthesis = try await place.synthesizer().synthesize(lookup: { try await lookup.answers(to: $0) })
                #expect(synthesis.reason == "it was not synthesised here yet")
                let file = place.app.appending(path: "cdk.context.json")
                #expect(
                    try String(contentsOf: file, encoding: .utf8)
                        == "{\n  \"mine\": [\n    1,\n    {\n      \"a\": true\n    }\n  ],\n  \"size\": \"large\"\n}\n"
                )
                #expect(try await place.synthesizer().synthesize().reason == nil)
                #expect(try String(contentsOf: place.root.appending(path: "runs"), encoding: .utf8) == "run\nrun\n")
            }
        }
    }

    @Test func anAppThatAsksForTheSameAgainIsNotRunForEver() async throws {
        let manifest =
            #"{"version": "55.0.0", "artifacts": {}, "missing": [{"key": "k", "provider": "ssm", "props": {}}]}"#
        try await withApp { place in
            try place.write([
                "app.sh": "mkdir -p cdk.out; echo run >> ../runs; echo '\(manifest)' > cdk.out/manifest.json\n"
            ])
            await #expect(throws: SynthesisError.self) {
                try await place.synthesizer().synthesize(lookup: { _ in ["k": .failed("no such parameter")] })
            }
            #expect(try String(contentsOf: place.root.appending(path: "runs"), encoding: .utf8) == "run\nrun\n")
            #expect(!FileManager.default.fileExists(atPath: place.app.appending(path: "cdk.context.json").path))
        }
    }
}
