/// Ends an update and rolls it back (CloudFormation API, CancelUpdateStack); a creation can only be deleted.
enum CancelUpdateStack: CloudFormationOperation {
    struct Input: Encodable, Sendable { var stackName: String }
    typealias Output = NoOutput
}

extension CloudFormationClient {
    public func cancelUpdateStack(_ stackName: String) async throws {
        _ = try await connection.query(CancelUpdateStack.self, .init(stackName: stackName))
    }
}
