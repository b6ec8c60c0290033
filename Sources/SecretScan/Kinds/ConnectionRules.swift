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
            "basic-authorization", "HTTP Basic credentials", "authorization: basic ",
            shape: [.run(.base64.union("="), 12...400)], check: .basicAuthorization),
        .tail(
            "bearer-token", "HTTP bearer token", "authorization: bearer ",
            shape: [.run(.base64.union("-._~="), 20...2000)], check: .generic(entropy: 3.5, length: 20)),
    ]
}
