import Testing

@testable import Shell

/// Which lines the history must not keep. The samples are put together here, so that no scanner takes them for real.
@Suite struct SecretShapeTests {
    private static let letters = String(repeating: "aB3", count: 14)

    @Test(arguments: [
        "open ghp_\(letters)", "open github_pat_\(letters)", "x AKIA\(String(repeating: "A2", count: 8))",
        "x ASIA\(String(repeating: "A2", count: 8))", "x glpat-\(letters)", "x xoxb-\(letters)", "x sk_live_\(letters)",
        "x npm_\(letters)", "x pypi-\(letters)", "x eyJ\(letters).eyJ\(letters).\(letters)",
        "x AGE-SECRET-KEY-1\(letters.uppercased())", "x -----BEGIN OPENSSH PRIVATE KEY-----",
        "https://ada:\(letters)@example.com/shop.git", "https://ada:a/b&+7@example.com/shop.git",
        "deploy password=hunter2", "commit -m 'Token: abc'",
    ])
    func whatLooksLikeASecretIsSeen(line: String) {
        #expect(SecretShape.isIn(line))
    }

    /// What grows with the square of the length would not end here.
    @Test(.timeLimit(.minutes(10))) func aLongLineIsLookedAtAtOnce() {
        #expect(!SecretShape.isIn("deploy " + String(repeating: "abcdefghij ", count: 10_000)))
        #expect(!SecretShape.isIn(String(repeating: "a", count: 100_000)))
    }

    @Test(arguments: [
        "status", "deploy --yes", "logs -f Build/Unit", "commit -m \"Renew the password form\"",
        "open ~/token-service", "https://example.com/shop.git", "ssh://git@example.com:22/shop.git",
        "execution 1f2e3d4c-0000-4000-8000-000000000000", "commit -m 'Fix \(String(repeating: "0af", count: 13))'",
    ])
    func whatIsOrdinaryIsKept(line: String) {
        #expect(!SecretShape.isIn(line))
    }
}
