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
