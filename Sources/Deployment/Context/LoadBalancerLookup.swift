import AWS
import CloudFormation

/// Looks up load balancers and what they listen on (context providers `load-balancer` and `load-balancer-listener`).
struct LoadBalancerLookup {
    let props: [String: TemplateValue]
    let client: LoadBalancingClient

    /// The only load balancer that is meant.
    func loadBalancer() async throws -> ContextAnswer {
        guard isNarrowed else { return .failed("a load balancer is looked up by its ARN or by its tags") }
        let found = try await loadBalancers(props["loadBalancerArn"]?.text)
        guard let balancer = found.first, found.count == 1 else { return failure(found.count, "load balancers") }
        let texts = [
            "loadBalancerArn": balancer.loadBalancerArn,
            "loadBalancerCanonicalHostedZoneId": balancer.canonicalHostedZoneId,
            "loadBalancerDnsName": balancer.dNSName, "vpcId": balancer.vpcId,
            // There are two for apps.
            "ipAddressType": balancer.ipAddressType == "ipv4" ? "ipv4" : "dualstack",
        ]
        var answer = texts.compactMapValues { $0.map(TemplateValue.string) }
        answer["securityGroupIds"] = balancer.groups
        return .found(.object(answer))
    }

    /// The only listener that is meant, of whichever of the load balancers.
    func listener() async throws -> ContextAnswer {
        if let arn = props["listenerArn"]?.text {
            guard let listener = try await client.listener(arn), let owner = listener.loadBalancerArn,
                let balancer = try await loadBalancers(owner).first
            else { return failure(0, "listeners") }
            return answer(listener, of: balancer)
        }
        guard isNarrowed else {
            return .failed("a listener is looked up by its ARN, or by the ARN or the tags of its load balancer")
        }
        var found: [(LoadBalancerListener, LoadBalancer)] = []
        for balancer in try await loadBalancers(props["loadBalancerArn"]?.text) {
            found += try await client.listeners(of: balancer.loadBalancerArn).filter(isMeant).map { ($0, balancer) }
        }
        guard let (listener, balancer) = found.first, found.count == 1 else { return failure(found.count, "listeners") }
        return answer(listener, of: balancer)
    }

    private var isNarrowed: Bool { props["loadBalancerArn"] != nil || props["loadBalancerTags"] != nil }

    private func loadBalancers(_ arn: String?) async throws -> [LoadBalancer] {
        let found = try await client.loadBalancers(arn: arn).filter { $0.type == props["loadBalancerType"]?.text }
        guard let wanted = props["loadBalancerTags"]?.list, !found.isEmpty else { return found }
        let tags = try await client.tags(of: found.map(\.loadBalancerArn))
        return found.filter { balancer in
            wanted.allSatisfy { tag in
                tag["key"]?.text.map { tags[balancer.loadBalancerArn]?[$0] == tag["value"]?.text } ?? false
            }
        }
    }

    private func isMeant(_ listener: LoadBalancerListener) -> Bool {
        props["listenerPort"].map { $0.text == listener.port.map(String.init) } ?? true
            && props["listenerProtocol"].map { $0.text == listener.protocol } ?? true
    }

    private func answer(_ listener: LoadBalancerListener, of balancer: LoadBalancer) -> ContextAnswer {
        var answer: [String: TemplateValue] = [
            "listenerArn": .string(listener.listenerArn), "securityGroupIds": balancer.groups,
        ]
        answer["listenerPort"] = listener.port.map { .number(String($0)) }
        return .found(.object(answer))
    }

    private func failure(_ count: Int, _ what: String) -> ContextAnswer {
        let criteria = props.filter { $0.key.hasPrefix("loadBalancer") || $0.key.hasPrefix("listener") }
        return .failed("Found \(count) \(what) matching \(TemplateValue.object(criteria).json), but wanted exactly 1")
    }
}

extension LoadBalancer {
    fileprivate var groups: TemplateValue { .list((securityGroups ?? []).map { .string($0) }) }
}
