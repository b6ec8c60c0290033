/// Says which resources of a stack an update may touch (CloudFormation API, SetStackPolicy).
enum SetStackPolicy: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        var stackName: String
        var stackPolicyBody: String
    }

    typealias Output = NoOutput
    static var isRepeatable: Bool? { true }
}

extension CloudFormationClient {
    /// - Parameter policy: JSON.
    public func setStackPolicy(_ policy: String, of stackName: String) async throws {
        _ = try await connection.query(
            SetStackPolicy.self, .init(stackName: stackName, stackPolicyBody: policy))
    }
}
