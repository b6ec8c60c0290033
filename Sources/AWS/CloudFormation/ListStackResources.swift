/// A stack's resources, however many (CloudFormation API, ListStackResources).
enum ListStackResources: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        var stackName: String
        var nextToken: String?
    }

    struct Output: Decodable, Sendable {
        var stackResourceSummaries: [StackResource]?
        var nextToken: String?
    }
}

extension CloudFormationClient {
    /// Every resource of a stack, without the stack's own name and id.
    public func listStackResources(_ name: String) async throws -> [StackResource] {
        try await allPages { token in
            let output = try await connection.query(ListStackResources.self, .init(stackName: name, nextToken: token))
            return (output.stackResourceSummaries ?? [], output.nextToken)
        }
    }
}
