import Testing

@testable import SecretScan

struct IgnoreTests {
    private let finding = PatchFinding(
        commit: nil, path: "docs/setup/guide.md", shownPath: "docs/setup/guide.md", line: 3,
        columns: 0..<6, kind: SecretKind("a-kind", "a kind"), masked: "•",
        fingerprint: Fingerprint(
            kind: SecretKind("a-kind", "a kind"), digest: SecretDigest(of: Array("secret".utf8)),
            path: "docs/setup/guide.md"))

    @Test(arguments: [
        "docs/setup/guide.md", "guide.md", "*.md", "docs/", "setup/", "docs/**", "docs/*/guide.md", "**/guide.md",
        "docs/**/guide.md", "**/setup/**", "d?cs/*/g*.md", "docs/set*/*d*.m?",
    ])
    func aPatternCovers(pattern: String) {
        #expect(Ignores("\(pattern)  # only an example").covers(finding))
    }

    @Test(arguments: ["guide", "docs/guide.md", "docs/*", "*.txt", "ocs/", "guide.md/", "docs/?/guide.md", "/guide.md"])
    func anotherPatternDoesNot(pattern: String) {
        #expect(!Ignores("\(pattern)  # only an example").covers(finding))
    }

    @Test func aFingerprintAddedWithAReasonIsRead() {
        let text = Ignores.adding(finding.fingerprint, reason: "revoked\nlong ago", to: "# reviewed by hand")
        #expect(text == "# reviewed by hand\n\(finding.fingerprint)  # revoked long ago\n")
        #expect(Ignores(text).covers(finding))
        #expect(Ignores(text).diagnostics == [])
    }

    @Test func aFingerprintStaysTheSame() {
        #expect(finding.fingerprint.description == "ccf66bd57f5e0ef8c6900134110e4eba")
    }

    @Test func aLineWithoutAReasonLetsNothingPass() {
        let ignores = Ignores("# ours\r\n\r\n*.md\r\n0123456789abcdef0123  # too short\n*.md  #  \n")
        #expect(ignores.diagnostics.map(\.line) == [3, 4, 5])
        #expect(!ignores.covers(finding))
    }

    @Test func whatCanMeanNothingIsTold() {
        let ignores = Ignores("!docs/  # not these\nzzzz[  # ?\napp/[id]/page.ts  # an example\n")
        #expect(ignores.diagnostics.map(\.line) == [1, 2])
    }

    @Test func aPatternOfManyStarsTakesNoLongerForIt() {
        let pattern = String(repeating: "*a", count: 2_000) + "b"
        let path = String(repeating: "a", count: 4_000)
        #expect(!PathPattern(pattern).matches(path))
    }
}
