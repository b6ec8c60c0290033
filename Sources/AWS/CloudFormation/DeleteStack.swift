/// Deletes a stack and what belongs to it (CloudFormation API, DeleteStack).
enum DeleteStack: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        var stackName: String
        var roleARN: String?
        var retainResources: [String]?
        var clientRequestToken: String?
    }

    typealias Output = NoOutput
}

extension CloudFormationClient {
    /// Begins it; `describeStack` of the id tells how it goes.
    ///
    /// - Parameter id: better than a name, which a new stack may have meanwhile.
    public func deleteStack(
        _ id: String, roleARN: String? = nil, retaining resources: [String]? = nil, token: String? = nil
    ) async throws {
        _ = try await connection.query(
            DeleteStack.self,
            .init(stackName: id, roleARN: roleARN, retainResources: resources, clientRequestToken: token))
    }
}
