/// Throws a change set away (CloudFormation API, DeleteChangeSet); one that isn't there is no error.
enum DeleteChangeSet: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        var changeSetName: String
        var stackName: String?
    }

    typealias Output = NoOutput
    static var isRepeatable: Bool? { true }
}

extension CloudFormationClient {
    public func deleteChangeSet(_ name: String, stackName: String? = nil) async throws {
        _ = try await connection.query(DeleteChangeSet.self, .init(changeSetName: name, stackName: stackName))
    }
}
