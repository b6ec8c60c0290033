/// Carries a change set out (CloudFormation API, ExecuteChangeSet).
enum ExecuteChangeSet: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        var changeSetName: String
        var stackName: String?
        var clientRequestToken: String?
        var disableRollback: Bool?
    }

    typealias Output = NoOutput
}

extension CloudFormationClient {
    /// - Parameters:
    ///   - name: the change set's ARN, or its name together with `stackName`.
    ///   - token: marks the events that this causes.
    ///   - disableRollback: leaves what was made where it is if something fails; `nil` for the stack's own setting.
    public func executeChangeSet(
        _ name: String, stackName: String? = nil, token: String? = nil, disableRollback: Bool? = nil
    ) async throws {
        _ = try await connection.query(
            ExecuteChangeSet.self,
            .init(
                changeSetName: name, stackName: stackName, clientRequestToken: token, disableRollback: disableRollback))
    }
}
