public import Foundation

/// Something that happened to a stack or one of its resources (CloudFormation API, StackEvent).
public struct StackEvent: Codable, Sendable, Hashable {
    public var eventId: String
    public var stackId: String
    public var stackName: String?
    public var logicalResourceId: String?
    public var physicalResourceId: String?
    public var resourceType: String?
    public var timestamp: Date
    public var resourceStatus: StackStatus?
    public var resourceStatusReason: String?
    public var clientRequestToken: String?
    public var hookType: String?
    public var hookStatus: String?
    public var hookStatusReason: String?
}

/// What happened to a stack, newest first (CloudFormation API, DescribeStackEvents).
enum DescribeStackEvents: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        var stackName: String
        var nextToken: String?
    }

    struct Output: Decodable, Sendable {
        var stackEvents: [StackEvent]?
        var nextToken: String?
    }
}

extension CloudFormationClient {
    /// The last things that happened to a stack, newest first.
    public func describeStackEvents(_ name: String, upTo count: Int) async throws -> [StackEvent] {
        var left = count
        return try await describeStackEvents(name) { _ in
            left -= 1
            return left < 0
        }
    }

    /// What happened to a stack, newest first, no further back than needed.
    ///
    /// - Parameters:
    ///   - name: its name or id.
    ///   - isKnown: whether an event, and with it all older ones, is known already; it is not part of the answer.
    public func describeStackEvents(
        _ name: String, until isKnown: (StackEvent) -> Bool = { _ in false }
    ) async throws -> [StackEvent] {
        try await allPages { token in
            let output = try await connection.query(DescribeStackEvents.self, .init(stackName: name, nextToken: token))
            let events = output.stackEvents ?? []
            guard let end = events.firstIndex(where: isKnown) else { return (events, output.nextToken) }
            return (Array(events[..<end]), nil)
        }
    }
}
