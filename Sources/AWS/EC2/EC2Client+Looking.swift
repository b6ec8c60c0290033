/// Something of a network has a name and a value for it.
public struct EC2Tag: Decodable, Sendable, Hashable {
    public var key: String
    public var value: String
}

/// A network (EC2 API, Vpc).
public struct EC2Network: Decodable, Sendable, Hashable {
    public var vpcId: String
    public var cidrBlock: String?
    public var ownerId: String?
}

/// A part of a network, in one availability zone (EC2 API, Subnet).
public struct EC2Subnet: Decodable, Sendable, Hashable {
    public var subnetId: String
    public var availabilityZone: String
    public var cidrBlock: String?
    public var mapPublicIpOnLaunch: Bool?
    public var tagSet: [EC2Tag]?
}

/// Who may reach what (EC2 API, SecurityGroup).
public struct EC2SecurityGroup: Decodable, Sendable, Hashable {
    public struct Permission: Decodable, Sendable, Hashable {
        public struct Range: Decodable, Sendable, Hashable { public var cidrIp: String? }
        public struct IPv6Range: Decodable, Sendable, Hashable { public var cidrIpv6: String? }

        /// `-1` is every one.
        public var ipProtocol: String?
        public var ipRanges: [Range]?
        public var ipv6Ranges: [IPv6Range]?
    }

    public var groupId: String
    public var ipPermissionsEgress: [Permission]?
}

/// Where the traffic of subnets goes (EC2 API, RouteTable).
public struct EC2RouteTable: Decodable, Sendable, Hashable {
    public struct Association: Decodable, Sendable, Hashable {
        public var subnetId: String?
        public var main: Bool?
    }

    public struct Route: Decodable, Sendable, Hashable {
        public var destinationCidrBlock: String?
        public var gatewayId: String?
        public var natGatewayId: String?
        public var transitGatewayId: String?
    }

    public var routeTableId: String
    public var associationSet: [Association]?
    public var routeSet: [Route]?
}

extension EC2Client {
    /// The zones of the region that can be used.
    public func availabilityZones() async throws -> [String] {
        struct Zone: Decodable {
            var zoneName: String
            var zoneState: String?
        }
        struct Output: Decodable { var availabilityZoneInfo: [Zone]? }
        let output = try await call("DescribeAvailabilityZones", Output.self)
        return (output.availabilityZoneInfo ?? []).filter { $0.zoneState == "available" }.map(\.zoneName)
    }

    /// The image that was made last; `nil` if there is none.
    public func newestImage(matching filters: [String: [String]], owners: [String]) async throws -> String? {
        struct Image: Decodable {
            var imageId: String
            /// In ISO 8601, so that its order is that of time.
            var creationDate: String?
        }
        struct Output: Decodable { var imagesSet: [Image]? }
        let output = try await call("DescribeImages", Output.self, filters: filters, lists: ["Owner": owners])
        return output.imagesSet?.max { ($0.creationDate ?? "") < ($1.creationDate ?? "") }?.imageId
    }

    public func networks(matching filters: [String: [String]]) async throws -> [EC2Network] {
        struct Output: Decodable { var vpcSet: [EC2Network]? }
        return try await call("DescribeVpcs", Output.self, filters: filters).vpcSet ?? []
    }

    public func subnets(ofNetwork id: String) async throws -> [EC2Subnet] {
        struct Output: Decodable { var subnetSet: [EC2Subnet]? }
        return try await call("DescribeSubnets", Output.self, filters: ["vpc-id": [id]]).subnetSet ?? []
    }

    public func routeTables(ofNetwork id: String) async throws -> [EC2RouteTable] {
        struct Output: Decodable { var routeTableSet: [EC2RouteTable]? }
        return try await call("DescribeRouteTables", Output.self, filters: ["vpc-id": [id]]).routeTableSet ?? []
    }

    /// - Parameter ids: of those that are meant; none means any.
    public func securityGroups(
        matching filters: [String: [String]], ids: [String] = []
    ) async throws -> [EC2SecurityGroup] {
        struct Output: Decodable { var securityGroupInfo: [EC2SecurityGroup]? }
        return try await call("DescribeSecurityGroups", Output.self, filters: filters, lists: ["GroupId": ids])
            .securityGroupInfo ?? []
    }

    /// The zones in which an endpoint service is offered.
    public func availabilityZones(ofEndpointService name: String) async throws -> [String] {
        struct Service: Decodable { var availabilityZoneSet: [String]? }
        struct Output: Decodable { var serviceDetailSet: [Service]? }
        return try await call("DescribeVpcEndpointServices", Output.self, lists: ["ServiceName": [name]])
            .serviceDetailSet?.first?.availabilityZoneSet ?? []
    }

    /// The VPN gateways that are attached to a network.
    public func vpnGateways(ofNetwork id: String) async throws -> [String] {
        struct Gateway: Decodable { var vpnGatewayId: String }
        struct Output: Decodable { var vpnGatewaySet: [Gateway]? }
        let filters = ["attachment.vpc-id": [id], "attachment.state": ["attached"], "state": ["available"]]
        let output = try await call("DescribeVpnGateways", Output.self, filters: filters)
        return (output.vpnGatewaySet ?? []).map(\.vpnGatewayId)
    }
}
