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

    private static let loadBalancers: [String: String] = {
        func balancer(_ name: String, _ type: String) -> String {
            "<member><LoadBalancerArn>arn:\(name)</LoadBalancerArn><CanonicalHostedZoneId>Z1</CanonicalHostedZoneId>"
                + "<DNSName>\(name).example</DNSName><VpcId>vpc-1</VpcId><Type>\(type)</Type>"
                + "<IpAddressType>ipv4</IpAddressType><SecurityGroups><member>sg-1</member></SecurityGroups></member>"
        }
        func tags(_ name: String, _ team: String) -> String {
            "<member><ResourceArn>arn:\(name)</ResourceArn><Tags><member><Key>team</Key><Value>\(team)</Value></member></Tags></member>"
        }
        func listener(_ name: String, _ port: Int) -> String {
            "<member><ListenerArn>arn:\(name)/\(port)</ListenerArn><LoadBalancerArn>arn:\(name)</LoadBalancerArn>"
                + "<Port>\(port)</Port><Protocol>HTTP</Protocol></member>"
        }
        func answer(_ operation: String, _ list: String, _ members: String...) -> String {
            "<\(operation)Response><\(operation)Result><\(list)>\(members.joined())</\(list)></\(operation)Result>"
                + "</\(operation)Response>"
        }
        return [
            "DescribeLoadBalancers": answer(
                "DescribeLoadBalancers", "LoadBalancers", balancer("shop", "application"),
                balancer("depot", "application"), balancer("net", "network")),
            "DescribeTags": answer("DescribeTags", "TagDescriptions", tags("shop", "a"), tags("depot", "b")),
            "DescribeListeners": answer("DescribeListeners", "Listeners", listener("shop", 80), listener("shop", 81)),
        ]
    }()

    private static func tagged(_ team: String, _ more: [String: TemplateValue] = [:]) -> [String: TemplateValue] {
        let tag = TemplateValue.object(["key": .string("team"), "value": .string(team)])
        return ["loadBalancerType": .string("application"), "loadBalancerTags": .list([tag])].merging(more) { $1 }
    }

    @Test func aLoadBalancerIsFoundByItsTypeAndItsTags() async throws {
        try await Self.with(Self.loadBalancers) { lookup, server in
            let found = try await lookup.answers(to: [Self.question("load-balancer", Self.tagged("a"))])
            let shop = TemplateValue.object([
                "loadBalancerArn": .string("arn:shop"), "loadBalancerCanonicalHostedZoneId": .string("Z1"),
                "loadBalancerDnsName": .string("shop.example"), "vpcId": .string("vpc-1"),
                "ipAddressType": .string("ipv4"), "securityGroupIds": Self.text("sg-1"),
            ])
            #expect(found == ["key": .found(shop)])
            let asked = try #require(server.requests.last?.form)
            #expect(asked["ResourceArns.member.2"] == "arn:depot" && asked["ResourceArns.member.3"] == nil)
            guard
                case .failed(let reason)? = try await lookup.answers(
                    to: [Self.question("load-balancer", Self.tagged("c"))])["key"]
            else {
                Issue.record("it was found")
                return
            }
            #expect(reason.hasPrefix("Found 0 load balancers matching {"), "\(reason)")
        }
    }

    @Test func aListenerIsFoundByItsPort() async throws {
        try await Self.with(Self.loadBalancers) { lookup, _ in
            let props = Self.tagged("a", ["listenerPort": .number("81"), "listenerProtocol": .string("HTTP")])
            let found = try await lookup.answers(to: [Self.question("load-balancer-listener", props)])
            let listener = TemplateValue.object([
                "listenerArn": .string("arn:shop/81"), "listenerPort": .number("81"),
                "securityGroupIds": Self.text("sg-1"),
            ])
            #expect(found == ["key": .found(listener)])
            guard
                case .failed(let reason)? = try await lookup.answers(
                    to: [Self.question("load-balancer-listener", Self.tagged("a"))])["key"]
            else {
                Issue.record("it was found")
                return
            }
            #expect(reason.hasPrefix("Found 2 listeners matching {"), "\(reason)")
        }
    }

    @Test func aResourceOfAnyTypeIsFoundByItsIdentifierOrItsProperties() async throws {
        func resource(_ id: String, _ name: String) -> String {
            #"{"Identifier": "\#(id)", "Properties": "{\"Name\": \"\#(name)\", \"Size\": {\"Max\": 3}}"}"#
        }
        let replies = [
            "CloudApiService.GetResource": #"{"ResourceDescription": \#(resource("i-1", "shop"))}"#,
            "CloudApiService.ListResources":
                #"{"ResourceDescriptions": [\#(resource("i-1", "shop")), \#(resource("i-2", "depot"))]}"#,
        ]
        let type: [String: TemplateValue] = [
            "typeName": .string("AWS::Shop::Shop"), "propertiesToReturn": Self.text("Name", "Size.Max"),
        ]
        func value(_ id: String, _ name: String) -> TemplateValue {
            .object(["Identifier": .string(id), "Name": .string(name), "Size.Max": .number("3")])
        }
        func match(_ name: String, _ more: [String: TemplateValue]) -> [String: TemplateValue] {
            type.merging(["propertyMatch": .object(["Name": .string(name)])]) { $1 }.merging(more) { $1 }
        }
        try await Self.with(replies) { lookup, server in
            func answer(_ props: [String: TemplateValue]) async throws -> ContextAnswer? {
                try await lookup.answers(to: [Self.question("cc-api-provider", props)])["key"]
            }
            let exact = try await answer(type.merging(["exactIdentifier": .string("i-1")]) { $1 })
            #expect(exact == .found(.list([value("i-1", "shop")])))
            #expect(server.requests.last?.body.contains(#""Identifier":"i-1""#) == true)
            let matching = try await answer(match("depot", ["expectedMatchCount": .string("exactly-one")]))
            #expect(matching == .found(.list([value("i-2", "depot")])))
            let none = try await answer(match("x", ["expectedMatchCount": .string("exactly-one")]))
            #expect(none == .failed(#"Found no AWS::Shop::Shop resources matching {"Name":"x"}"#))
            let dummy: [String: TemplateValue] = [
                "expectedMatchCount": .string("exactly-one"), "ignoreErrorOnMissingContext": .bool(true),
                "dummyValue": .list([.object(["Name": .string("none")])]),
            ]
            #expect(try await answer(match("x", dummy)) == .found(.list([.object(["Name": .string("none")])])))
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
                try await lookup.answers(to: [Self.question("plugin", ["pluginName": .string("shop")])])
            }
            #expect(error?.description.contains("key (plugin shop)\n  sluice knows no such look-up") == true)
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
