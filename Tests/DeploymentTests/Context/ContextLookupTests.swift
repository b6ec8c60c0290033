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

    @Test(arguments: [("0.0.0.0/0", "::/0", true), ("0.0.0.0/0", "fd00::/8", false), ("10.0.0.0/8", "::/0", false)])
    func aSecurityGroupIsFoundWithWhatItLetsOut(_ range: String, _ range6: String, _ isOpen: Bool) async throws {
        let groups = """
            <DescribeSecurityGroupsResponse><securityGroupInfo><item><groupId>sg-1</groupId><ipPermissionsEgress>
              <item><ipProtocol>-1</ipProtocol><ipRanges><item><cidrIp>\(range)</cidrIp></item></ipRanges>
                <ipv6Ranges><item><cidrIpv6>\(range6)</cidrIpv6></item></ipv6Ranges></item>
            </ipPermissionsEgress></item></securityGroupInfo></DescribeSecurityGroupsResponse>
            """
        let props: [String: TemplateValue] = ["securityGroupName": .string("web"), "vpcId": .string("vpc-1")]
        try await Self.with(["DescribeSecurityGroups": groups]) { lookup, server in
            let answers = try await lookup.answers(to: [Self.question("security-group", props)])
            let found = TemplateValue.object(["securityGroupId": .string("sg-1"), "allowAllOutbound": .bool(isOpen)])
            #expect(answers == ["key": .found(found)])
            let form = try #require(server.requests.last?.form)
            #expect(form["Filter.1.Value.1"] == "web" && form["Filter.2.Value.1"] == "vpc-1")
        }
    }

    @Test func aKeyIsFoundByItsAliasAndTheZonesOfAnEndpointServiceByItsName() async throws {
        let aliases =
            #"{"Aliases": [{"AliasName": "alias/shop", "TargetKeyId": "k-1"}, {"AliasName": "alias/aws/s3"}]}"#
        let zones = """
            <DescribeVpcEndpointServicesResponse><serviceDetailSet><item><availabilityZoneSet>
              <item>eu-west-1a</item><item>eu-west-1b</item></availabilityZoneSet></item></serviceDetailSet>
            </DescribeVpcEndpointServicesResponse>
            """
        let replies = ["TrentService.ListAliases": aliases, "DescribeVpcEndpointServices": zones]
        try await Self.with(replies) { lookup, server in
            let key = try await lookup.answers(
                to: [Self.question("key-provider", ["aliasName": .string("alias/shop")])])
            #expect(key == ["key": .found(.object(["keyId": .string("k-1")]))])
            let service = try await lookup.answers(
                to: [Self.question("endpoint-service-availability-zones", ["serviceName": .string("s3")])])
            #expect(service == ["key": .found(Self.text("eu-west-1a", "eu-west-1b"))])
            #expect(server.requests.last?.form["ServiceName.1"] == "s3")
            let none = try await lookup.answers(
                to: [Self.question("key-provider", ["aliasName": .string("alias/none")])])
            #expect(none == ["key": .failed("Could not find any key with alias named alias/none")])
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
                try await lookup.answers(to: [Self.question("load-balancer")])
            }
            #expect(error?.description.contains("key (load-balancer)\n  sluice looks up") == true)
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
