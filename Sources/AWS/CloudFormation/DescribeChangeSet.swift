public import Foundation
import PipelineAPI

/// What a change set would change (CloudFormation API, DescribeChangeSet).
public struct ChangeSet: Decodable, Sendable, Hashable {
    public var changeSetId: String?
    public var changeSetName: String?
    public var stackId: String?
    public var stackName: String?
    /// `CREATE_PENDING`, `CREATE_IN_PROGRESS`, `CREATE_COMPLETE`, `FAILED`, `DELETE_…`.
    public var status: String
    public var statusReason: String?
    public var executionStatus: String?
    public var creationTime: Date?
    public var changes: [StackChange]?
    public var parameters: [StackParameter]?
    public var capabilities: [String]?
    public var tags: [StackTag]?

    /// Whether CloudFormation still works it out.
    public var isInProgress: Bool { ["CREATE_PENDING", "CREATE_IN_PROGRESS"].contains(status) }

    /// Whether it can be carried out.
    public var isComplete: Bool { status == "CREATE_COMPLETE" }

    public var isFailure: Bool { status == "FAILED" }

    /// Whether it failed because nothing would change: CloudFormation has only these sentences for it.
    public var isEmpty: Bool {
        let reason = statusReason ?? ""
        return isFailure
            && (reason.hasPrefix("The submitted information didn't contain changes.")
                || reason.hasPrefix("No updates are to be performed"))
    }
}

public struct StackChange: Decodable, Sendable, Hashable {
    public var type: String?
    public var resourceChange: ResourceChange?
}

/// What happens to one resource (CloudFormation API, ResourceChange).
public struct ResourceChange: Decodable, Sendable, Hashable {
    /// `Add`, `Modify`, `Remove`, `Import`, `Dynamic`.
    public var action: String?
    public var policyAction: String?
    public var logicalResourceId: String?
    public var physicalResourceId: String?
    public var resourceType: String?
    /// `True`, `False` or `Conditional`.
    public var replacement: String?
    public var scope: [String]?
    public var details: [ResourceChangeDetail]?
    public var changeSetId: String?
}

public struct ResourceChangeDetail: Decodable, Sendable, Hashable {
    public struct Target: Decodable, Sendable, Hashable {
        public var attribute: String?
        public var name: String?
        public var path: String?
        /// `Never`, `Conditionally` or `Always`.
        public var requiresRecreation: String?
    }

    public var target: Target?
    public var evaluation: String?
    public var changeSource: String?
    public var causingEntity: String?
}

enum DescribeChangeSet: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        var changeSetName: String
        var stackName: String?
        var nextToken: String?
    }

    struct Output: Decodable, Sendable {
        var changeSet: ChangeSet
        var nextToken: String?

        private enum CodingKeys: String, CodingKey { case nextToken }

        init(from decoder: any Decoder) throws {
            changeSet = try ChangeSet(from: decoder)
            nextToken = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(String.self, forKey: .nextToken)
        }
    }
}

extension CloudFormationClient {
    /// A change set with all its changes.
    ///
    /// - Parameters:
    ///   - name: its name, or its ARN, under which it is found after it was executed too.
    ///   - stackName: needed with a name.
    /// - Returns: `nil` if there is none.
    public func describeChangeSet(_ name: String, stackName: String? = nil) async throws -> ChangeSet? {
        var whole: ChangeSet?
        do {
            let changes: [StackChange] = try await allPages { token in
                let output = try await connection.query(
                    DescribeChangeSet.self, .init(changeSetName: name, stackName: stackName, nextToken: token))
                whole = whole ?? output.changeSet
                return (output.changeSet.changes ?? [], output.nextToken)
            }
            whole?.changes = changes
        } catch ClientError.service(let error)
            where ["ChangeSetNotFound", "ChangeSetNotFoundException"].contains(error.code)
        {
            return nil
        }
        return whole
    }
}
