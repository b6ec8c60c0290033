import Git
import PipelineAPI
import Testing

@testable import ActionProviders

@Suite("Links to the commits of sources")
struct CommitLinkTests {
    private static let id = String(repeating: "ab", count: 20)

    @Test(
        "A commit has its page at the hosts whose pages are known",
        arguments: [
            ("https://github.com/acme/shop.git", "https://github.com/acme/shop/commit/\(id)"),
            ("git@github.com:acme/shop.git", "https://github.com/acme/shop/commit/\(id)"),
            ("ssh://git@gitlab.com/acme/web/shop", "https://gitlab.com/acme/web/shop/-/commit/\(id)"),
            ("https://bitbucket.org/acme/shop.git", "https://bitbucket.org/acme/shop/commits/\(id)"),
            ("https://git.example/acme/shop.git", nil), ("/srv/git/shop.git", nil),
        ] as [(String, String?)])
    func connections(remote: String, expected: String?) throws {
        let type = ActionTypeID(category: .source, owner: .aws, provider: "CodeStarSourceConnection")
        let source = try #require(
            GitSourceConfiguration(
                ActionDeclaration(
                    name: "Source", actionTypeId: type,
                    configuration: ["FullRepositoryId": "acme/shop", "BranchName": "main"])))
        let commit = try #require(CommitID(rawValue: Self.id))
        #expect(source.link(to: commit, at: try RemoteURL(remote)) == expected)
    }
}
