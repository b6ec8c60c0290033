import Foundation

extension CredentialChain {
    /// A role assumed with the token that an identity provider put into a file, as in a cluster's pods.
    static let webIdentity: CredentialProvider = { lookup in
        // A profile chosen on the command line means itself.
        let usesEnvironment = lookup.usesEnvironment && !lookup.configuration.isProfileExplicit
        func setting(_ variable: String, _ key: String) -> String? {
            (usesEnvironment ? lookup.configuration.variable(variable) : nil) ?? lookup.text(key)
        }
        guard let file = setting("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file") else { return nil }
        guard let role = setting("AWS_ROLE_ARN", "role_arn") else {
            throw CredentialError.failed(
                "There is a web identity token file, but no role: set AWS_ROLE_ARN or role_arn.")
        }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw CredentialError.failed("The web identity token file \(file) can't be read.")
        }
        let input = AssumeRoleWithWebIdentity.Input(
            roleArn: role,
            roleSessionName: setting("AWS_ROLE_SESSION_NAME", "role_session_name") ?? lookup.sessionName,
            webIdentityToken: String(decoding: data, as: UTF8.self))
        let answer = try await STSClient(lookup.connection(to: .sts)).assumeRoleWithWebIdentity(input)
        return answer.credentials(origin: "role \(role) by web identity")
    }
}
