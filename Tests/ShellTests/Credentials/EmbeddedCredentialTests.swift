import Credentials
import Git
import Testing

@testable import Shell

struct EmbeddedCredentialTests {
    @Test(arguments: [
        ("https://ann:s3cret@host/a.git", "https://host", "ann", "s3cret", "https://ann@host/a.git"),
        ("https://ann:s%40c@host:8443/a", "https://host:8443", "ann", "s@c", "https://ann@host:8443/a"),
        (
            "https://ghp_0123456789abcdefghij@github.com/a/b", "https://github.com", "x-access-token",
            "ghp_0123456789abcdefghij", "https://github.com/a/b"
        ),
        (
            "https://ghp_0123456789abcdefghij:x-oauth-basic@github.com/a", "https://github.com", "x-access-token",
            "ghp_0123456789abcdefghij", "https://github.com/a"
        ),
    ])
    func itIsTakenOutOfItsURL(text: String, pattern: String, user: String, secret: String, url: String) throws {
        let embedded = try #require(EmbeddedCredential(text, now: noon))
        #expect(embedded.credential.pattern == pattern)
        #expect(embedded.credential.username == user)
        #expect(embedded.credential.secret == Secret(secret))
        #expect(embedded.url.withoutCredentials == url)
    }

    @Test(arguments: ["https://host/a", "https://ann@host/a", "git@host:a", "/srv/a", "", "!f() { echo x@y; }; f"])
    func whereThereIsNoneNoneIsFound(text: String) {
        #expect(EmbeddedCredential(text, now: noon) == nil)
    }
}
