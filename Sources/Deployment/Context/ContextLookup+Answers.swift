import AWS
import CloudFormation

/// What takes one question.
extension ContextLookup {
    func image(_ props: [String: TemplateValue], _ session: AWSSession) async throws -> ContextAnswer {
        let owners = props["owners"]?.list?.compactMap(\.text) ?? []
        let image = try await session.ec2().newestImage(matching: props.filters("filters"), owners: owners)
        return image.map { .found(.string($0)) } ?? .failed("No AMI found that matched the search criteria")
    }

    /// A value that is encrypted stays so: what an app looks up stands in a file.
    func parameter(_ props: [String: TemplateValue], _ session: AWSSession) async throws -> ContextAnswer {
        let name = props["parameterName"]?.text ?? ""
        if let parameter = try await session.ssm().getParameter(name) { return .found(.string(parameter.value)) }
        if props.isTrue("ignoreErrorOnMissingContext"), let dummy = props["dummyValue"] { return .found(dummy) }
        return .failed("SSM parameter not available in \(session.region): \(name)")
    }

    func key(_ props: [String: TemplateValue], _ session: AWSSession) async throws -> ContextAnswer {
        let alias = props["aliasName"]?.text ?? ""
        if let key = try await session.kms().key(named: alias) { return .found(.object(["keyId": .string(key)])) }
        if props.isTrue("ignoreErrorOnMissingContext"), let dummy = props["dummyValue"], dummy["keyId"] != nil {
            return .found(dummy)
        }
        return .failed("Could not find any key with alias named \(alias)")
    }

    func securityGroup(_ props: [String: TemplateValue], _ session: AWSSession) async throws -> ContextAnswer {
        let (id, name) = (props["securityGroupId"]?.text, props["securityGroupName"]?.text)
        guard (id == nil) != (name == nil) else {
            return .failed("a security group is looked up by its id or by its name")
        }
        let filters = ["vpc-id": props["vpcId"]?.text, "group-name": name].compactMapValues { $0.map { [$0] } }
        let groups = try await session.ec2().securityGroups(matching: filters, ids: [id].compactMap(\.self))
        guard let group = groups.first, groups.count == 1 else {
            return .failed("Found \(groups.count) security groups of \(id ?? name ?? ""), but wanted exactly 1")
        }
        return .found(
            .object(["securityGroupId": .string(group.groupId), "allowAllOutbound": .bool(group.letsEverythingOut)]))
    }

    func hostedZone(_ props: [String: TemplateValue], _ session: AWSSession) async throws -> ContextAnswer {
        guard let domain = props["domainName"]?.text else { return .failed("no domain name is asked for") }
        let client = try session.route53()
        let name = domain.hasSuffix(".") ? domain : domain + "."
        var zones = try await client.hostedZones(from: domain).filter {
            $0.name == name && $0.isPrivate == props.isTrue("privateZone")
        }
        if let network = props["vpcId"]?.text {
            var seeing: [HostedZone] = []
            for zone in zones where try await client.networks(ofZone: zone.id).contains(network) { seeing.append(zone) }
            zones = seeing
        }
        guard let zone = zones.first, zones.count == 1 else {
            return .failed("Found \(zones.count) hosted zones of the name \(domain), but wanted exactly 1")
        }
        return .found(.object(["Id": .string(zone.id), "Name": .string(zone.name)]))
    }
}

extension EC2SecurityGroup {
    /// Whether everything may go everywhere, by IPv4 and by IPv6.
    fileprivate var letsEverythingOut: Bool {
        let open = (ipPermissionsEgress ?? []).filter { $0.ipProtocol == "-1" }
        return open.contains { $0.ipRanges?.contains { $0.cidrIp == "0.0.0.0/0" } ?? false }
            && open.contains { $0.ipv6Ranges?.contains { $0.cidrIpv6 == "::/0" } ?? false }
    }
}
