import SigV4

/// Keys that stand somewhere as they are.
extension CredentialChain {
    /// AWS_ACCESS_KEY_ID and its companions. A profile chosen on the command line comes before them.
    static let environment: CredentialProvider = { lookup in
        guard !lookup.configuration.isProfileExplicit else { return nil }
        return try environmentKey(lookup)
    }

    /// The same, also for `credential_source = Environment`.
    static func environmentKey(_ lookup: CredentialLookup) throws -> AWSCredentials? {
        let configuration = lookup.configuration
        guard let id = configuration.variable("AWS_ACCESS_KEY_ID") else { return nil }
        guard let secret = configuration.variable("AWS_SECRET_ACCESS_KEY") else {
            throw CredentialError.failed("AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not.")
        }
        let token = configuration.variable("AWS_SESSION_TOKEN") ?? configuration.variable("AWS_SECURITY_TOKEN")
        let expiration = configuration.variable("AWS_CREDENTIAL_EXPIRATION").flatMap(WireDate.parse)
        return AWSCredentials(
            key: AccessKey(id: id, secret: secret, sessionToken: token), expiration: expiration,
            origin: "the environment",
            renewal: "Set new ones: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.")
    }

    /// `aws_access_key_id` in the credentials file.
    static let sharedCredentials: CredentialProvider = { lookup in
        try key(in: lookup.configuration.files.credentials[lookup.profileName] ?? [:], lookup)
    }

    /// `aws_access_key_id` in the config file.
    static let sharedConfig: CredentialProvider = { lookup in
        if lookup.profile["login_session"] != nil, lookup.profile["aws_access_key_id"] == nil {
            throw CredentialError.failed(
                "\(lookup.place) signs in with `aws login`, which sluice can't use: "
                    + "`aws configure export-credentials` gives keys that it can.")
        }
        return try key(in: lookup.profile, lookup)
    }

    private static func key(in section: SharedFile.Section, _ lookup: CredentialLookup) throws -> AWSCredentials? {
        guard let id = section["aws_access_key_id"]?.text else { return nil }
        guard let secret = section["aws_secret_access_key"]?.text else {
            throw CredentialError.failed("\(lookup.place) has aws_access_key_id, but no aws_secret_access_key.")
        }
        // The older of two names for it comes first, as in botocore.
        let token = section["aws_security_token"]?.text ?? section["aws_session_token"]?.text
        let renewal =
            lookup.text("sso_session") ?? lookup.text("sso_start_url") == nil
            ? "Put new ones into \(lookup.place) of AWS's files." : lookup.signIn
        return AWSCredentials(
            key: AccessKey(id: id, secret: secret, sessionToken: token), origin: lookup.place, renewal: renewal)
    }
}
