/// A client of Elastic Load Balancing (API version 2015-12-01), as far as apps look things up there.
public struct LoadBalancingClient: Sendable {
    let connection: ServiceConnection

    public init(_ connection: ServiceConnection) { self.connection = connection }
}

/// Elastic Load Balancing API, LoadBalancer.
public struct LoadBalancer: Decodable, Sendable, Hashable {
    public var loadBalancerArn: String
    public var canonicalHostedZoneId: String?
    public var dNSName: String?
    public var vpcId: String?
    public var securityGroups: [String]?
    /// `ipv4`, `dualstack` or `dualstack-without-public-ipv4`.
    public var ipAddressType: String?
    /// `application`, `network` or `gateway`.
    public var type: String?
}

/// What a load balancer listens on (Elastic Load Balancing API, Listener).
public struct LoadBalancerListener: Decodable, Sendable, Hashable {
    public var listenerArn: String
    public var loadBalancerArn: String?
    public var port: Int?
    public var `protocol`: String?
}

private protocol LoadBalancingOperation: QueryOperation {}

extension LoadBalancingOperation {
    static var version: String { "2015-12-01" }
}

private enum DescribeLoadBalancers: LoadBalancingOperation {
    struct Input: Encodable, Sendable {
        var loadBalancerArns: [String]?
        var marker: String?
    }

    struct Output: Decodable, Sendable {
        var loadBalancers: [LoadBalancer]?
        var nextMarker: String?
    }
}

private enum DescribeListeners: LoadBalancingOperation {
    struct Input: Encodable, Sendable {
        var loadBalancerArn: String?
        var listenerArns: [String]?
        var marker: String?
    }

    struct Output: Decodable, Sendable {
        var listeners: [LoadBalancerListener]?
        var nextMarker: String?
    }
}

private enum DescribeTags: LoadBalancingOperation {
    struct Input: Encodable, Sendable { var resourceArns: [String] }

    struct Tag: Decodable, Sendable {
        var key: String
        var value: String?
    }

    struct Description: Decodable, Sendable {
        var resourceArn: String
        var tags: [Tag]?
    }

    struct Output: Decodable, Sendable { var tagDescriptions: [Description]? }
}

extension LoadBalancingClient {
    /// - Parameter arn: of the only one that is meant; `nil` for all.
    public func loadBalancers(arn: String? = nil) async throws -> [LoadBalancer] {
        try await allPages { marker in
            let output = try await connection.query(
                DescribeLoadBalancers.self, .init(loadBalancerArns: arn.map { [$0] }, marker: marker))
            return (output.loadBalancers ?? [], output.nextMarker)
        }
    }

    /// All that a load balancer listens on.
    public func listeners(of loadBalancer: String) async throws -> [LoadBalancerListener] {
        try await allPages { marker in
            let output = try await connection.query(
                DescribeListeners.self, .init(loadBalancerArn: loadBalancer, marker: marker))
            return (output.listeners ?? [], output.nextMarker)
        }
    }

    public func listener(_ arn: String) async throws -> LoadBalancerListener? {
        try await connection.query(DescribeListeners.self, .init(listenerArns: [arn])).listeners?.first
    }

    /// The tags of load balancers, by their ARNs.
    public func tags(of arns: [String]) async throws -> [String: [String: String]] {
        var tags: [String: [String: String]] = [:]
        for start in stride(from: 0, to: arns.count, by: Self.tagsAtOnce) {
            let part = Array(arns[start..<min(start + Self.tagsAtOnce, arns.count)])
            let output = try await connection.query(DescribeTags.self, .init(resourceArns: part))
            for description in output.tagDescriptions ?? [] {
                tags[description.resourceArn] = Dictionary(
                    (description.tags ?? []).map { ($0.key, $0.value ?? "") }
                ) { $1 }
            }
        }
        return tags
    }

    /// Elastic Load Balancing API, DescribeTags: at most so many resources.
    private static let tagsAtOnce = 20
}
