extension SecretRule {
    /// What no vendor's shape gives away, only the name it is given to; last, since every other rule knows more.
    static let generic: [SecretRule] = [
        .assigned(
            "oauth-client-secret", "OAuth client secret", "client_secret", "client-secret", "clientsecret",
            shape: [.run(.word.union("~.+/="), 24...100)], check: .generic(entropy: 3.5, length: 24)),
        SecretRule(
            "generic-password", "password", ["password", "passwd", "passphrase", "_pass", "pwd"], .named, [],
            .generic(entropy: 2.75, length: 8)),
        SecretRule(
            "generic-secret", "secret, key or token",
            [
                "secret", "token", "api_key", "apikey", "api-key", "access_key", "accesskey", "auth_key",
                "private_key", "encryption_key", "signing_key", "credential",
            ],
            .named, [], .generic(entropy: 3.5, length: 16)),
    ]
}
