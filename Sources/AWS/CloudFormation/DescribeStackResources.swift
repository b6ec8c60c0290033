public import Foundation

/// A resource of a stack (CloudFormation API, StackResource).
public struct StackResource: Decodable, Sendable, Hashable {
    public var stackId: String?
    public var stackName: String?
    public var logicalResourceId: String
    public var physicalResourceId: String?
    public var resourceType: String
    public var timestamp: Date?
    public var resourceStatus: StackStatus
    public var resourceStatusReason: String?
}

/// A stack's resources (CloudFormation API, DescribeStackResources).
enum DescribeStackResources: CloudFormationOperation {
    struct Input: Encodable, Sendable { var stackName: String }
    struct Output: Decodable, Sendable { var stackResources: [StackResource]? }
}

extension CloudFormationClient {
    /// The first hundred resources, which is all that CloudFormation answers here.
    public func describeStackResources(_ name: String) async throws -> [StackResource] {
        try await connection.query(DescribeStackResources.self, .init(stackName: name)).stackResources ?? []
    }
}
