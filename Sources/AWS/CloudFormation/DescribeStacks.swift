import PipelineAPI

/// Stacks as they are (CloudFormation API, DescribeStacks).
enum DescribeStacks: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        var stackName: String?
        var nextToken: String?
    }

    struct Output: Decodable, Sendable {
        var stacks: [Stack]?
        var nextToken: String?
    }
}

extension CloudFormationClient {
    /// One stack.
    ///
    /// - Parameter name: its name, or its id, under which it is found after its end too.
    /// - Returns: `nil` if there is none; CloudFormation says so with a ValidationError and a sentence.
    public func describeStack(_ name: String) async throws -> Stack? {
        do {
            return try await connection.query(DescribeStacks.self, .init(stackName: name)).stacks?.first
        } catch ClientError.service(let error)
            where error.code == "ValidationError" && error.message.hasSuffix("does not exist")
        {
            return nil
        }
    }

    /// Every stack of the account and region that is not deleted.
    public func describeStacks() async throws -> [Stack] {
        try await allPages { token in
            let output = try await connection.query(DescribeStacks.self, .init(nextToken: token))
            return (output.stacks ?? [], output.nextToken)
        }
    }
}
