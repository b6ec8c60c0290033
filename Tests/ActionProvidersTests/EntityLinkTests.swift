import ActionProviders
import Foundation
import Git
import PipelineAPI
import PipelineEngine
import Testing

@Suite("Links to what actions work on")
struct EntityLinkTests {
    private func link(
        _ provider: any ActionProvider, _ type: ActionTypeID, _ configuration: [String: String], remote: String? = nil
    ) -> String? {
        let action = ActionDeclaration(name: "Action", actionTypeId: type, configuration: configuration)
        var settings = EngineSettings()
        settings.buckets = ["site": "/srv/site"]
        return provider.entityURL(of: action, in: ActionSurroundings(settings: settings) { _ in remote })
    }

    @Test(
        "A repository has the page of its remote, or its folder",
        arguments: [
            ("https://git.example:8443/acme/shop.git", "https://git.example:8443/acme/shop"),
            ("http://git.example/acme/shop", "http://git.example/acme/shop"),
            ("/srv/git/shop.git", "file:///srv/git/shop.git/"), ("git@git.example:acme/shop.git", nil), (nil, nil),
        ] as [(String?, String?)])
    func repositories(remote: String?, expected: String?) {
        let source = GitSource(
            mirrors: GitMirrors(
                folder: URL(filePath: "/nowhere"), command: GitCommand(environment: [:], caller: .engine)),
            drafts: URL(filePath: "/nowhere"))
        let shop = ["RepositoryName": "shop", "BranchName": "main"]
        #expect(link(source, .codeCommit, shop, remote: remote) == expected)
        let page = link(source, .gitHub, ["Owner": "acme", "Repo": "shop", "Branch": "main"], remote: remote)
        #expect(page == "https://github.com/acme/shop/tree/main")
    }

    @Test("A bucket has its folder")
    func buckets() {
        let buckets = Buckets(folder: URL(filePath: "/srv/buckets"), drafts: URL(filePath: "/nowhere"))
        let deploy = ActionTypeID(category: .deploy, owner: .aws, provider: "S3")
        #expect(link(S3Deploy(buckets: buckets), deploy, ["BucketName": "site"]) == "file:///srv/site/")
        let source = ActionTypeID(category: .source, owner: .aws, provider: "S3")
        #expect(link(S3Source(buckets: buckets), source, ["S3Bucket": "other"]) == "file:///srv/buckets/other/")
    }
}

extension ActionTypeID {
    fileprivate static let codeCommit = ActionTypeID(category: .source, owner: .aws, provider: "CodeCommit")
    fileprivate static let gitHub = ActionTypeID(category: .source, owner: .thirdParty, provider: "GitHub")
}
