import Testing

@testable import Git

struct RemoteURLTests {
    @Test(
        arguments: [
            ("https://github.com/team/shop.git", "github.com", nil),
            ("https://github.com:8443/team/shop.git", "github.com", nil),
            ("http://localhost:3000/shop", "localhost", nil),
            ("ssh://git@host.example:2222/~/shop.git", "host.example", "git"),
            ("ssh://git@[::1]:22/shop.git", "[::1]", "git"),
            ("git@github.com:team/shop.git", "github.com", "git"),
            ("host:shop.git", "host", nil),
            ("[::1]:shop.git", "[::1]", nil),
            ("https://alice@example.com/shop.git", "example.com", "alice"),
            ("file:///srv/shop.git", nil, nil),
            ("/srv/with space/shop.git", nil, nil),
            ("../shop.git", nil, nil),
            ("./a:b", nil, nil),
            (
                "https://ann-at-123456789012@git-codecommit.eu-west-1.amazonaws.com/v1/repos/shop",
                "git-codecommit.eu-west-1.amazonaws.com", "ann-at-123456789012"
            ),
            ("https://ann.from.accounting7%40example.com@host/a", "host", "ann.from.accounting7%40example.com"),
        ] as [(String, String?, String?)])
    func readsTheFormsOfGit(text: String, host: String?, user: String?) throws {
        let url = try RemoteURL(text)
        #expect(url.host == host)
        #expect(url.user == user)
        #expect(url.withoutCredentials == text)
        #expect(!url.embeddedCredential)
    }

    @Test(arguments: [
        ("https://alice:s3cret@example.com/shop.git", "https://alice@example.com/shop.git"),
        ("https://alice:p@ss:w@example.com:8443/shop.git", "https://alice@example.com:8443/shop.git"),
        ("https://ghp_0123456789abcdefABCDEF@github.com/a/b", "https://github.com/a/b"),
        ("https://0123456789abcdef0123456789abcdef01234567@github.com/a/b", "https://github.com/a/b"),
        ("https://s3cret:x-oauth-basic@github.com/a/b", "https://github.com/a/b"),
        ("https://s3cret:@github.com/a/b", "https://github.com/a/b"),
        ("https://:s3cret@github.com/a/b", "https://github.com/a/b"),
        ("https://oauth2:glpat-s3cret@gitlab.com/a/b", "https://oauth2@gitlab.com/a/b"),
        ("ssh://git:s3cret@host/a", "ssh://git@host/a"),
        ("git:s3cret@host:a", "git@host:a"),
    ])
    func takesTheCredentialOut(text: String, clean: String) throws {
        let url = try RemoteURL(text)
        #expect(url.embeddedCredential)
        #expect(url.withoutCredentials == clean)
        #expect(!"\(url)".contains("s3cret"))
        #expect(!String(reflecting: url).contains("s3cret"))
    }

    @Test(
        arguments: [
            ("", .empty),
            ("https://host/a\nhost=evil", .controlCharacter),
            ("https://host/a%0ahost=evil", .controlCharacter),
            ("https://host%0D/a", .controlCharacter),
            ("https://host/\u{1B}[31m", .controlCharacter),
            ("--upload-pack=touch /tmp/x", .looksLikeOption),
            ("ssh://-oProxyCommand=x/a", .looksLikeOption),
            ("ssh://-x@host/a", .looksLikeOption),
            ("ext::sh -c touch% /tmp/x", .runsProgram(transport: "ext")),
            ("fd::17", .runsProgram(transport: "fd")),
            ("ftp://host/a", .unsupportedScheme("ftp")),
            ("https:///a", .noHost),
            ("https://alice@/a", .noHost),
            ("https://host:99999/a", .invalidPort),
            ("https://host:x/a", .invalidPort),
        ] as [(String, RemoteURL.Refusal)])
    func refusesWhatIsDangerous(text: String, refusal: RemoteURL.Refusal) {
        #expect(throws: refusal) { try RemoteURL(text) }
    }

    @Test func messagesLoseTheirPasswords() {
        let message = "fatal: unable to access 'https://bob:s3cret@host/x/': refused\nTo https://s3cret:@h/y"
        let shown = RemoteURL.redactingCredentials(in: message)
        #expect(shown == "fatal: unable to access 'https://bob@host/x/': refused\nTo https://h/y")
    }
}
