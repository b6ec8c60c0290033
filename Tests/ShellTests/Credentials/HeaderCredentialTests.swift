import Credentials
import Foundation
import Git
import Testing

@testable import Shell

struct HeaderCredentialTests {
    private func entry(_ header: String, for place: String) -> ConfigurationEntry {
        ConfigurationEntry(scope: "local", file: nil, key: "http.\(place)extraheader", value: header)
    }

    @Test(arguments: [
        ("AUTHORIZATION: basic YW5uOnNlY3JldDp4", "https://host/.", "https://host", "ann", "secret:x"),
        ("Authorization:  Bearer tok", "https://github.com/.", "https://github.com", "x-access-token", "tok"),
        ("authorization: token tok", "https://github.com/a/b.", "https://github.com", "x-access-token", "tok"),
    ])
    func itIsReadAsGitWouldAskForIt(
        header: String, place: String, pattern: String, user: String, secret: String
    ) throws {
        let found = try #require(HeaderCredential(entry(header, for: place), now: noon)).credential
        #expect(found.pattern == pattern && found.username == user && found.secret == Secret(secret))
    }

    @Test(arguments: [
        ("X-Trace: basic YW5uOnNlY3JldDp4", "https://host/."), ("Authorization: basic YW5uOnNlY3JldDp4", ""),
        ("Authorization: basic ann", "https://host/."), ("Authorization: basic", "https://host/."),
        ("Authorization: Bearer tok", "https://host/."), ("Authorization: digest x", "https://host/."),
    ])
    func whatNoHelperCouldSayIsLeft(header: String, place: String) {
        #expect(HeaderCredential(entry(header, for: place), now: noon) == nil)
    }
}
