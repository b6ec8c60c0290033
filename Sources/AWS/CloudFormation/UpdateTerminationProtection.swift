/// Keeps a stack from being deleted, or no longer (CloudFormation API, UpdateTerminationProtection).
enum UpdateTerminationProtection: CloudFormationOperation {
    struct Input: Encodable, Sendable {
        var stackName: String
        var enableTerminationProtection: Bool
    }

    typealias Output = NoOutput
    static var isRepeatable: Bool? { true }
}

extension CloudFormationClient {
    public func updateTerminationProtection(of stackName: String, to isProtected: Bool) async throws {
        _ = try await connection.query(
            UpdateTerminationProtection.self, .init(stackName: stackName, enableTerminationProtection: isProtected))
    }
}
