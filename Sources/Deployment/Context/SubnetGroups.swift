import AWS
import CloudFormation

/// The subnets of a network by kind and name, as apps are told them.
struct SubnetGroups {
    /// In the order in which they were met.
    private(set) var groups: [Group] = []

    struct Group {
        var kind: Kind
        var name: String
        /// By their availability zones.
        var subnets: [Subnet]
    }

    struct Subnet {
        var id: String
        var zone: String
        var cidr: String?
        var routeTable: String
    }

    /// How a subnet is reached, and reaches others.
    enum Kind: String, CaseIterable {
        case `public` = "Public"
        case `private` = "Private"
        case isolated = "Isolated"
    }

    /// Why there is no answer.
    enum Problem: Error, CustomStringConvertible {
        case unknownKind(String, subnet: String)
        case noName(tag: String, subnet: String)
        case noRouteTable(subnet: String)
        case unevenZones([String], [String])

        var description: String {
            switch self {
            case .unknownKind(let kind, let subnet):
                "Subnet \(subnet) has the type '\(kind)' (must be Public, Private or Isolated)"
            case .noName(let tag, let subnet): "Subnet \(subnet) has no tag '\(tag)'"
            case .noRouteTable(let subnet): "Subnet \(subnet) has no route table (and there is no main one)"
            case .unevenZones(let one, let other):
                "Not all subnets in the VPC have the same availability zones: \(one.joined(separator: ",")) and "
                    + other.joined(separator: ",")
            }
        }
    }

    /// - Parameter nameTag: the tag that names a subnet's group; `nil` for the CDK's own, which need not be there.
    init(_ subnets: [EC2Subnet], _ tables: [EC2RouteTable], nameTag: String?) throws(Problem) {
        for subnet in subnets {
            let table = tables.first { $0.isOf(subnet.subnetId) }
            guard let routes = table ?? tables.first(where: \.isMain) else {
                throw .noRouteTable(subnet: subnet.subnetId)
            }
            let kind = try Self.kind(of: subnet, table: table, main: routes)
            if let nameTag, subnet.tag(nameTag) == nil { throw .noName(tag: nameTag, subnet: subnet.subnetId) }
            let name = subnet.tag(nameTag ?? "aws-cdk:subnet-name") ?? kind.rawValue
            add(
                Subnet(
                    id: subnet.subnetId, zone: subnet.availabilityZone, cidr: subnet.cidrBlock,
                    routeTable: routes.routeTableId), kind, name)
        }
        for index in groups.indices { groups[index].subnets.sort { $0.zone < $1.zone } }
    }

    private mutating func add(_ subnet: Subnet, _ kind: Kind, _ name: String) {
        if let index = groups.firstIndex(where: { $0.kind == kind && $0.name == name }) {
            groups[index].subnets.append(subnet)
        } else {
            groups.append(Group(kind: kind, name: name, subnets: [subnet]))
        }
    }

    /// - Parameters:
    ///   - table: the subnet's own; `nil` if it has none.
    ///   - main: the one that counts for it.
    private static func kind(of subnet: EC2Subnet, table: EC2RouteTable?, main: EC2RouteTable) throws(Problem) -> Kind {
        if let said = subnet.tag("aws-cdk:subnet-type") {
            guard let kind = Kind(rawValue: said) else { throw .unknownKind(said, subnet: subnet.subnetId) }
            return kind
        }
        if subnet.mapPublicIpOnLaunch == true || table?.leadsToTheInternet == true { return .public }
        return main.leadsOut ? .private : .isolated
    }
}

extension EC2Subnet {
    fileprivate func tag(_ key: String) -> String? {
        (tagSet ?? []).first { $0.key == key }.flatMap { $0.value.isEmpty ? nil : $0.value }
    }
}

extension EC2RouteTable {
    fileprivate var isMain: Bool { (associationSet ?? []).contains { $0.main == true } }
    fileprivate func isOf(_ subnet: String) -> Bool { (associationSet ?? []).contains { $0.subnetId == subnet } }

    fileprivate var leadsToTheInternet: Bool {
        (routeSet ?? []).contains { $0.gatewayId?.hasPrefix("igw-") == true }
    }

    /// Through a NAT or a transit gateway.
    fileprivate var leadsOut: Bool {
        (routeSet ?? []).contains {
            $0.destinationCidrBlock == "0.0.0.0/0" && ($0.natGatewayId != nil || $0.transitGatewayId != nil)
        }
    }
}
