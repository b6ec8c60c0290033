import AWS
import CloudFormation

/// Looks up a network with its subnets (context provider `vpc-provider`).
struct NetworkLookup {
    let props: [String: TemplateValue]
    let client: EC2Client

    init(_ props: [String: TemplateValue], client: EC2Client) {
        self.props = props
        self.client = client
    }

    func answer() async throws -> ContextAnswer {
        let networks = try await client.networks(matching: props.filters("filter"))
        guard let network = networks.first, networks.count == 1 else {
            return .failed(
                "Found \(networks.count) VPCs matching \(props["filter"]?.json ?? "{}"), but wanted exactly 1")
        }
        let subnets = try await client.subnets(ofNetwork: network.vpcId)
        let tables = try await client.routeTables(ofNetwork: network.vpcId)
        let gateways =
            props["returnVpnGateways"] == .bool(false) ? [] : try await client.vpnGateways(ofNetwork: network.vpcId)
        do throws(SubnetGroups.Problem) {
            let groups = try SubnetGroups(subnets, tables, nameTag: props["subnetGroupNameTag"]?.text)
            var answer = try props.isTrue("returnAsymmetricSubnets") ? groups.asymmetric : groups.symmetric()
            answer["vpcId"] = .string(network.vpcId)
            answer["vpcCidrBlock"] = network.cidrBlock.map { .string($0) }
            answer["ownerAccountId"] = network.ownerId.map { .string($0) }
            if gateways.count == 1 { answer["vpnGatewayId"] = .string(gateways[0]) }
            return .found(.object(answer))
        } catch {
            return .failed(error.description)
        }
    }
}
