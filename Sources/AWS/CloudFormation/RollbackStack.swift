/// Brings a stack that stands in CREATE_FAILED or UPDATE_FAILED back (CloudFormation API, RollbackStack).
enum RollbackStack: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        var stackName: String
        var roleARN: String?
        var clientRequestToken: String?
        var retainExceptOnCreate: Bool?
    }

    typealias Output = NoOutput
}

extension CloudFormationClient {
    public func rollbackStack(
        _ stackName: String, roleARN: String? = nil, token: String? = nil, retainExceptOnCreate: Bool? = nil
    ) async throws {
        _ = try await connection.query(
            RollbackStack.self,
            .init(
                stackName: stackName, roleARN: roleARN, clientRequestToken: token,
                retainExceptOnCreate: retainExceptOnCreate))
    }
}
