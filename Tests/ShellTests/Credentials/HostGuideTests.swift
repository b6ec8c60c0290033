import Git
import Testing

@testable import Shell

struct HostGuideTests {
    @Test(
        arguments: [
            ("https://github.com", "x-access-token", "Contents: read and write"),
            ("https://shop.ghe.com", "x-access-token", "https://shop.ghe.com/settings/tokens"),
            ("https://gitlab.com", "oauth2", "write_repository"),
            ("https://gitlab.shop.example", "oauth2", "gitlab.shop"),
            ("https://bitbucket.org", "x-bitbucket-api-token-auth", "write:repository:bitbucket"),
            ("https://dev.azure.com", "token", "Code (read & write)"),
            ("https://shop.visualstudio.com/x", "token", "Code (read & write)"),
            ("https://git-codecommit.eu-west-1.amazonaws.com", nil, "HTTPS Git credentials"),
            ("https://git.shop.example:8443", nil, "git.shop.example:8443 wants a user name"),
            ("https://github.com.evil.example", nil, "github.com.evil.example wants"),
        ] as [(String, String?, String)])
    func eachHostIsAskedForWhatItWants(pattern: String, user: String?, words: String) {
        let guide = HostGuide(pattern: pattern)
        #expect(guide.user == user)
        #expect(guide.advice.contains(words), "\(guide.advice)")
    }

    @Test func aPlaceIsSchemeAndHostAndPort() throws {
        let place = try #require(GitPlace(try RemoteURL("https://Ann@Host.Example:8443/team/shop.git")))
        #expect(place.hostPattern == "https://host.example:8443")
        #expect(place.pattern == "https://host.example:8443/team/shop.git")
        #expect(place.user == "Ann")
    }

    /// So git asks for them.
    @Test func userAndPathAreDecoded() throws {
        let place = try #require(GitPlace(try RemoteURL("https://ada%40corp.com@host/t%20eam/x.git/")))
        #expect(place.user == "ada@corp.com")
        #expect(place.pattern == "https://host/t eam/x.git")
    }

    @Test(arguments: [
        "git@github.com:a/b", "ssh://git@host/a", "/srv/git/a", "file:///a", "nonsense", "https://u:p@host",
    ])
    func whatGitAsksNoPasswordForIsNoPlace(text: String) {
        #expect(GitPlace(text) == nil)
    }
}
