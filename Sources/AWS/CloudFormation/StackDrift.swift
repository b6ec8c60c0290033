public import Foundation

/// How far a detection of drift has come, and what it found (CloudFormation API, DescribeStackDriftDetectionStatus).
public struct StackDriftDetection: Decodable, Sendable, Hashable {
    /// `DETECTION_IN_PROGRESS`, `DETECTION_COMPLETE` or `DETECTION_FAILED`.
    public var detectionStatus: String
    public var detectionStatusReason: String?
    public var stackDriftStatus: String?
    public var driftedStackResourceCount: Int?
    public var timestamp: Date?

    public var hasEnded: Bool { detectionStatus != "DETECTION_IN_PROGRESS" }
    public var hasFailed: Bool { detectionStatus == "DETECTION_FAILED" }
}

/// A resource that was changed from elsewhere (CloudFormation API, DescribeStackResourceDrifts).
public struct StackResourceDrift: Codable, Sendable, Hashable {
    public struct Difference: Codable, Sendable, Hashable {
        public var propertyPath: String
        public var expectedValue: String
        public var actualValue: String
        public var differenceType: String
    }

    public var logicalResourceId: String
    public var physicalResourceId: String?
    public var resourceType: String
    public var stackResourceDriftStatus: String
    public var propertyDifferences: [Difference]?
}

enum DetectStackDrift: CloudFormationOperation {
    struct Input: Encodable, Sendable { var stackName: String }
    struct Output: Decodable, Sendable { var stackDriftDetectionId: String }
}

enum DescribeStackDriftDetectionStatus: CloudFormationOperation {
    struct Input: Encodable, Sendable { var stackDriftDetectionId: String }
    typealias Output = StackDriftDetection
}

enum DescribeStackResourceDrifts: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        var stackName: String
        var stackResourceDriftStatusFilters: [String]?
        var nextToken: String?
    }

    struct Output: Decodable, Sendable {
        var stackResourceDrifts: [StackResourceDrift]?
        var nextToken: String?
    }
}

extension CloudFormationClient {
    /// Begins to compare a stack with what is really there. Answers the detection's id.
    public func detectStackDrift(_ stackName: String) async throws -> String {
        try await connection.query(DetectStackDrift.self, .init(stackName: stackName)).stackDriftDetectionId
    }

    public func describeStackDriftDetectionStatus(_ id: String) async throws -> StackDriftDetection {
        try await connection.query(DescribeStackDriftDetectionStatus.self, .init(stackDriftDetectionId: id))
    }

    /// - Parameter statuses: such as `MODIFIED` and `DELETED`; `nil` for all.
    public func describeStackResourceDrifts(
        _ stackName: String, in statuses: [String]? = nil
    ) async throws -> [StackResourceDrift] {
        try await allPages { token in
            let output = try await connection.query(
                DescribeStackResourceDrifts.self,
                .init(stackName: stackName, stackResourceDriftStatusFilters: statuses, nextToken: token))
            return (output.stackResourceDrifts ?? [], output.nextToken)
        }
    }
}
