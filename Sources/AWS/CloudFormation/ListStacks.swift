public import Foundation

/// A stack in a list (CloudFormation API, StackSummary).
public struct StackSummary: Decodable, Sendable, Hashable {
    public var stackId: String?
    public var stackName: String
    public var stackStatus: StackStatus
    public var stackStatusReason: String?
    public var creationTime: Date?
    public var lastUpdatedTime: Date?
    public var deletionTime: Date?
    public var parentId: String?
    public var rootId: String?
}

/// Stacks, also those deleted in the last ninety days (CloudFormation API, ListStacks).
enum ListStacks: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        var stackStatusFilter: [StackStatus]?
        var nextToken: String?
    }

    struct Output: Decodable, Sendable {
        var stackSummaries: [StackSummary]?
        var nextToken: String?
    }
}

extension CloudFormationClient {
    /// - Parameter statuses: only stacks in one of these.
    public func listStacks(in statuses: [StackStatus]? = nil) async throws -> [StackSummary] {
        try await allPages { token in
            let output = try await connection.query(
                ListStacks.self, .init(stackStatusFilter: statuses, nextToken: token))
            return (output.stackSummaries ?? [], output.nextToken)
        }
    }
}
