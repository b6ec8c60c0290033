import CloudFormation
import Testing

@testable import AWS
@testable import Deployment

struct SubnetGroupsTests {
    private static func subnet(
        _ id: String, _ zone: String, tags: [String: String] = [:], isPublic: Bool = false
    ) -> EC2Subnet {
        EC2Subnet(
            subnetId: id, availabilityZone: zone, cidrBlock: "10.0.0.0/24", mapPublicIpOnLaunch: isPublic,
            tagSet: tags.map { EC2Tag(key: $0.key, value: $0.value) })
    }

    private static func table(_ id: String, of subnets: [String], _ route: EC2RouteTable.Route? = nil) -> EC2RouteTable
    {
        EC2RouteTable(
            routeTableId: id,
            associationSet: subnets.isEmpty ? [.init(main: true)] : subnets.map { .init(subnetId: $0) },
            routeSet: route.map { [$0] })
    }

    private static let tables = [
        table("main", of: []), table("web", of: ["p1"], .init(destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1")),
        table("nat", of: ["n1"], .init(destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1")),
    ]

    private static func texts(_ words: String...) -> TemplateValue { .list(words.map { .string($0) }) }

    @Test func theKindOfASubnetIsWhereItsTrafficGoes() throws {
        let subnets = [
            Self.subnet("n1", "a"), Self.subnet("p1", "a"), Self.subnet("i1", "a"),
        ]
        let answer = try SubnetGroups(subnets, Self.tables, nameTag: nil).symmetric()
        #expect(answer["publicSubnetIds"] == Self.texts("p1") && answer["publicSubnetNames"] == Self.texts("Public"))
        #expect(
            answer["privateSubnetIds"] == Self.texts("n1") && answer["privateSubnetRouteTableIds"] == Self.texts("nat"))
        #expect(answer["isolatedSubnetIds"] == Self.texts("i1") && answer["availabilityZones"] == Self.texts("a"))
    }

    @Test func tagsWinAndZonesAreSorted() throws {
        let tags = ["aws-cdk:subnet-type": "Private", "aws-cdk:subnet-name": "App"]
        let subnets = [Self.subnet("s2", "b", tags: tags, isPublic: true), Self.subnet("s1", "a", tags: tags)]
        let answer = try SubnetGroups(subnets, Self.tables, nameTag: nil).symmetric()
        #expect(
            answer["privateSubnetIds"] == Self.texts("s1", "s2") && answer["privateSubnetNames"] == Self.texts("App"))
        #expect(answer["publicSubnetIds"] == nil)
    }

    @Test func unevenZonesTakeTheOtherForm() throws {
        let subnets = [Self.subnet("p1", "a"), Self.subnet("n1", "b")]
        let groups = try SubnetGroups(subnets, Self.tables, nameTag: nil)
        #expect(throws: SubnetGroups.Problem.self) { try groups.symmetric() }
        let list = try #require(groups.asymmetric["subnetGroups"]?.list)
        #expect(list.map { $0["name"]?.text } == ["Public", "Private"])
        #expect(list[1]["subnets"]?.list?[0]["availabilityZone"]?.text == "b")
    }

    @Test func whatIsMissingIsNamed() {
        let subnets = [Self.subnet("s1", "a")]
        #expect(throws: SubnetGroups.Problem.self) { try SubnetGroups(subnets, [], nameTag: nil) }
        #expect(throws: SubnetGroups.Problem.self) { try SubnetGroups(subnets, Self.tables, nameTag: "Tier") }
    }
}
