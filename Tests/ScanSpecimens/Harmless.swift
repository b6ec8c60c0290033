import Foundation

/// What looks like a secret and is none.
package struct Harmless: CustomStringConvertible {
    package let name: String
    package let text: String
    package var description: String { name }

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    package static let all: [Harmless] = {
        var random = RandomText(seed: 5)
        return data(&random) + placeholders + code
    }()

    private static func data(_ r: inout RandomText) -> [Harmless] {
        let image = (0..<40).map { _ in r.base64(76) }.joined(separator: "\n")
        let lines = (0..<20).map { _ in r.base64(64) }.joined(separator: "\n")
        return [
            Harmless("a commit", "commit " + r.hex(40)),
            Harmless("a checksum", r.hex(64) + "  sluice.tar.gz"),
            Harmless("a UUID", "id: " + r.uuid()),
            Harmless("a UUID for a token", "token: \"" + r.uuid() + "\""),
            Harmless("an npm lock file", #""integrity": "sha512-"# + r.base64(86) + #"==","#),
            Harmless("a cargo lock file", "checksum = \"" + r.hex(64) + "\""),
            Harmless("a go sum", "github.com/a/b v1.2.3 h1:" + r.base64(43) + "="),
            Harmless("a resolved package", #""revision" : ""# + r.hex(40) + #"","#),
            Harmless("a base64 image", "data:image/png;base64," + image),
            Harmless("a certificate", "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----"),
            Harmless("a public key", "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----"),
            Harmless("an ssh public key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + r.base64(43) + " a@b"),
            Harmless("an age recipient", "age1" + r.of("qpzry9x8gf2tvdw0s3jn54khce6mua7l", 58)),
            Harmless("a wrong GitHub checksum", "ghp_" + r.letters(30) + "000000"),
            Harmless("a shorter token", "squ_" + r.hex(39)), Harmless("another's prefix", "sdk-" + r.hex(32)),
            Harmless("a test's name", "ops_" + "eyJ" + r.letters(40)),
            Harmless("a project's name", "vercel = \"" + r.of("abcdefghij", 24) + "-web\""),
            Harmless("a longer word", "ghp_" + r.letters(80)),
            Harmless("a word that goes on", "task_" + r.letters(5) + "xghp_" + r.letters(36)),
            Harmless("a commit near a key id", "AKIAIOSFODNN7EXAMPLE " + r.hex(40)),
            Harmless("an armour without a key", "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----"),
        ]
    }

    private static let placeholders = [
        "token = ghp_" + String(repeating: "x", count: 36),
        "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "API_KEY=<your-api-key-2024>", "API_KEY=${SERVICE_API_KEY_1}", "password = \"changeme123\"",
        "password: \"{{ vault_password_1 }}\"", "password = $DB_PASSWORD_1", "DB_PASSWORD=%DB_PASSWORD_1%",
        "\"$DB_PASSWORD_1\", \"DB_PASSWORD=%DB_PASSWORD_1%\"",
        "https://user:password@host.internal/", "https://user:${TOKEN}@host.internal/",
        "postgres://postgres:postgres@localhost/db", "redis://:<password>@host/0", "SLACK=xoxb-your-token-goes-here",
        "Authorization: Bearer <token>", "Authorization: Bearer ${TOKEN_1}",
        "sk_live_" + String(repeating: "0", count: 24),
        "stripe: sk_test_123456789012345678901234",
    ].map { Harmless($0, $0) }

    private static let code = [
        "let password = readPassword(from: terminal2)", "password: passwordField2.text", "token = lexer.nextToken1()",
        "if password != confirmedPassword1 {", "secretName: shop-db-credentials-v2", "token_type: \"bearer2345678901\"",
        "tokenizer = \"cl100k_base_and_more\"", "const TOKEN_PATH = '/var/run/secrets/token1'",
        "password_hash = \"$2b$12$abcdefghijklmnop\"", "def reset_password(user1, token2):",
        "secrets:\n  - source: db1",
        "passwordHint: \"at least 8 characters\"", "https://example.com:8080/a@b", "git@github.com:apple/swift.git",
        "http://localhost:3000/@vite/client", "\"token\": \"access_token_2\"",
        "eyJ is how a JSON object begins in base64",
        "!function(e,t){var n=e.token=t.password||\"\",r=n.secret1?n.secret1:t}(a,b)",
        "sk-SK keyboard layouts, key-value stores", "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-AbCdEf",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db1-AbCdEf",
        "machine learning login and password handling", "curl -u $USER:$PASSWORD1 https://a.internal",
        "curl -u \"user:${PASSWORD_1}\" https://a.internal", "machine HOST login USER password <password>",
        "<input type=\"password\" name=\"password1\" id=\"password1\">", "password=\"\"", "token: string | undefined",
        "let tokenCallback: FTS5WrapperTokenCallback", "*out_shared_secret_len = SHA256_DIGEST_LENGTH;",
        "parse_private_key(MLKEM768_private_key *private_key, CBS *in);", "    private_key->x25519_private_key,",
        "password: Utf8Password", "{\"challengePassword\", \"challengePassword\", NID_pkcs9_challengePassword, 9,",
        "hkdf_expand_label(out, digest, derived_secret, kTLS13LabelExportKeying,",
    ].map { Harmless($0, $0) }
}
