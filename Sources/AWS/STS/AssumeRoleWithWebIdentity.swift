import PipelineAPI

/// Credentials of a role for an identity provider's token (STS API, AssumeRoleWithWebIdentity); not signed.
enum AssumeRoleWithWebIdentity: STSOperation {
    struct Input: Encodable, Sendable {
        var roleArn: String
        var roleSessionName: String
        var webIdentityToken: String
    }

    typealias Output = AssumeRole.Output
}

extension STSClient {
    func assumeRoleWithWebIdentity(_ input: AssumeRoleWithWebIdentity.Input) async throws -> AssumeRole.Output {
        try await connection.query(AssumeRoleWithWebIdentity.self, input)
    }
}
