import CloudFormation

/// The two forms of answers (cloud assembly API, VpcContextResponse).
extension SubnetGroups {
    /// Groups that may have other zones each.
    var asymmetric: [String: TemplateValue] {
        let groups = groups.map { group -> TemplateValue in
            .object([
                "name": .string(group.name), "type": .string(group.kind.rawValue),
                "subnets": .list(
                    group.subnets.map { subnet in
                        var value: [String: TemplateValue] = [
                            "subnetId": .string(subnet.id), "availabilityZone": .string(subnet.zone),
                            "routeTableId": .string(subnet.routeTable),
                        ]
                        value["cidr"] = subnet.cidr.map { .string($0) }
                        return .object(value)
                    }),
            ])
        }
        return ["availabilityZones": .list([]), "subnetGroups": .list(groups)]
    }

    /// Parallel lists, where all groups have the same zones.
    func symmetric() throws(Problem) -> [String: TemplateValue] {
        let zones = groups.first?.subnets.map(\.zone) ?? []
        for group in groups where group.subnets.map(\.zone) != zones {
            throw .unevenZones(group.subnets.map(\.zone), zones)
        }
        var answer: [String: TemplateValue] = ["availabilityZones": .list(zones.map { .string($0) })]
        for kind in Kind.allCases {
            let groups = groups.filter { $0.kind == kind }
            guard !groups.isEmpty else { continue }
            let (subnets, word) = (groups.flatMap(\.subnets), kind.rawValue.lowercased())
            answer["\(word)SubnetIds"] = .list(subnets.map { .string($0.id) })
            answer["\(word)SubnetNames"] = .list(groups.map { .string($0.name) })
            answer["\(word)SubnetRouteTableIds"] = .list(subnets.map { .string($0.routeTable) })
        }
        return answer
    }
}
