extension SecretRule {
    static let connections: [SecretRule] = [
        SecretRule(
            "database-url-password", "password in a database URL",
            [
                "postgres://", "postgresql://", "mysql://", "mariadb://", "mongodb://", "mongodb+srv://", "redis://",
                "rediss://", "amqp://", "amqps://", "sqlserver://", "clickhouse://", "+psycopg2://", "+pymysql://",
            ],
            .userInfo, [], .real),
        SecretRule("url-password", "password in a URL", ["://"], .userInfo, [], .real),
        .tail(
            "netrc-password", "password in a .netrc", "machine ",
            shape: [
                .run(filled, 1...255), .run(.whitespace, 1...8), "login", .run(.whitespace, 1...8),
                .run(filled, 1...255), .run(.whitespace, 1...8), "password", .run(.whitespace, 1...8),
                .run(filled, 5...1000),
            ], check: .lastWord),
        .tail(
            "curl-user", "user and password for curl", "curl -u ", #"curl -u ""#, "curl -u '",
            "curl --user ", #"curl --user ""#, "curl --user '",
            shape: [.run(user, 1...100), ":", .run(password, 8...256)], check: .generic(entropy: 2.75, length: 8)),
        .tail(
            "basic-authorization", "HTTP Basic credentials", "authorization: basic ",
            shape: [.run(.base64.union("="), 12...400)], check: .basicAuthorization),
        .tail(
            "bearer-token", "HTTP bearer token", "authorization: bearer ",
            shape: [.run(.base64.union("-._~="), 20...2000)], check: .generic(entropy: 3.5, length: 20)),
    ]

    private static let filled = ByteSet.whitespace.inverted
    private static let user = ByteSet(" \t\r\n:$\"'").inverted
    private static let password = ByteSet(" \t\r\n$\"'").inverted
}
