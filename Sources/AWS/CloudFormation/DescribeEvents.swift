/// What CloudFormation found wrong before it changed anything (CloudFormation API, OperationEvent).
public struct OperationEvent: Decodable, Sendable, Hashable {
    public var eventId: String
    public var logicalResourceId: String?
    public var resourceType: String?
    /// Such as `NAME_CONFLICT_VALIDATION`.
    public var validationName: String?
    public var validationStatusReason: String?
    /// Where in the template.
    public var validationPath: String?
}

/// What happened in the operations on a stack (CloudFormation API, DescribeEvents).
enum DescribeEvents: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        struct Filters: Encodable, Sendable { var failedEvents: Bool? }

        var stackName: String?
        var changeSetName: String?
        var filters: Filters?
        var nextToken: String?
    }

    struct Output: Decodable, Sendable {
        var operationEvents: [OperationEvent]?
        var nextToken: String?
    }
}

extension CloudFormationClient {
    /// What failed while a change set was made.
    ///
    /// - Parameter changeSet: its ARN.
    public func describeFailedEvents(ofChangeSet changeSet: String) async throws -> [OperationEvent] {
        try await allPages { token in
            let output = try await connection.query(
                DescribeEvents.self,
                .init(changeSetName: changeSet, filters: .init(failedEvents: true), nextToken: token))
            return (output.operationEvents ?? [], output.nextToken)
        }
    }
}
