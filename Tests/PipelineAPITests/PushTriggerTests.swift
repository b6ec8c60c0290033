import PipelineAPI
import Testing

/// Section "Triggers and change detection": which pushes start a pipeline.
@Suite struct PushTriggerTests {
    private func accepts(
        _ filters: [GitPushFilter], _ reference: GitPush.Reference, _ paths: [String] = ["a"]
    ) async -> Bool {
        await filters.accept(reference) { paths }
    }

    @Test(arguments: [
        ("main", "main", true), ("main", "main2", false), ("release/*", "release/1", true),
        ("release/*", "release/1/2", false), ("release/**", "release/1/2", true), ("**/fix", "fix", true),
        ("**/fix", "a/b/fix", true), ("v?", "v1", true), ("v?", "v/", false), ("[a-c]x", "bx", true),
        ("[!a-c]x", "bx", false), ("{dev,test}-*", "test-1", true), ("{dev,test}-*", "prod-1", false),
        ("a\\*", "a*", true), ("a\\*", "ab", false), ("[", "[", true),
        ("*a*a*a*a*a*a*b", String(repeating: "a", count: 200), false),
        ("{a", "{a", true), ("\\{a,b}", "{a,b}", true), ("\\{{a,b}", "{b", true), ("{a{b,c}}", "a{b}", true),
        ("x{,y}{/**,}", "xy/z", true), ("{**,a}/x", "x", true), ("{**,a}/x", "b/c/x", true), ("a{b,c}d", "ad", false),
        (String(repeating: "{,a}", count: 60), String(repeating: "a", count: 60), true),
        (String(repeating: "{,a}", count: 60), String(repeating: "a", count: 61), false),
    ])
    func branchesAreMatchedByGlobs(_ pattern: String, _ branch: String, _ isMeant: Bool) async {
        let filter = GitPushFilter(branches: GitPatterns(includes: [pattern]))
        #expect(await accepts([filter], .branch(branch)) == isMeant)
    }

    @Test func anExcludeBeatsAnInclude() async {
        let filter = GitPushFilter(branches: GitPatterns(includes: ["**"], excludes: ["wip/**"]))
        #expect(await accepts([filter], .branch("main")))
        #expect(await !accepts([filter], .branch("wip/a")))
    }

    @Test func oneFileThatIsMeantIsEnough() async {
        let filter = GitPushFilter(
            branches: GitPatterns(includes: ["main"]),
            filePaths: GitPatterns(includes: ["src/**"], excludes: ["**/*.md"]))
        #expect(await accepts([filter], .branch("main"), ["README.md", "src/a.swift"]))
        #expect(await !accepts([filter], .branch("main"), ["README.md", "src/a.md"]))
        #expect(await !accepts([filter], .branch("other"), ["src/a.swift"]))
    }

    @Test func tagsAndBranchesAreApart() async {
        let tags = GitPushFilter(tags: GitPatterns(includes: ["v*"]))
        #expect(await accepts([tags], .tag("v1")))
        #expect(await !accepts([tags], .branch("v1")))
        #expect(await !accepts([GitPushFilter(branches: GitPatterns(includes: ["*"]))], .tag("v1")))
        #expect(await accepts([tags, GitPushFilter(branches: GitPatterns(includes: ["main"]))], .branch("main")))
    }

    @Test func pathsAreAskedForOnlyWhereTheyDecide() async {
        let filter = GitPushFilter(
            branches: GitPatterns(includes: ["main"]), filePaths: GitPatterns(includes: ["src/**"]))
        let unasked = await [filter].accept(.branch("other")) {
            Issue.record("nobody needs the paths of another branch")
            return []
        }
        #expect(!unasked)
        let open = await [filter, GitPushFilter(branches: GitPatterns(includes: ["main"]))].accept(.branch("main")) {
            Issue.record("a filter without paths has accepted it")
            return []
        }
        #expect(open)
    }

    private static func source(_ provider: String, _ configuration: [String: String]) -> GitSourceConfiguration? {
        let type = ActionTypeID(
            category: .source, owner: provider == "GitHub" ? .thirdParty : .aws, provider: provider)
        return GitSourceConfiguration(
            ActionDeclaration(name: "Code", actionTypeId: type, configuration: configuration))
    }

    @Test(
        arguments: [
            ("CodeStarSourceConnection", ["FullRepositoryId": "a/b", "BranchName": "main"], nil),
            (
                "CodeStarSourceConnection",
                ["FullRepositoryId": "a/b", "BranchName": "main", "DetectChanges": "false"], false
            ),
            ("GitHub", ["Owner": "a", "Repo": "b", "Branch": "main", "PollForSourceChanges": "True"], true),
            ("CodeCommit", ["RepositoryName": "a/b", "BranchName": "main", "PollForSourceChanges": "true"], true),
        ] as [(String, [String: String], Bool?)])
    func eachProviderSaysWhetherItsBranchIsWatched(
        _ provider: String, _ configuration: [String: String], _ isWanted: Bool?
    ) throws {
        let source = try #require(Self.source(provider, configuration))
        #expect(source.repository == "a/b" && source.branch == "main")
        #expect([PipelineTriggerDeclaration]().pushDetection(of: "Code", source) == .branch(isWanted: isWanted))
    }

    @Test func aTriggerSwitchesThePlainDetectionOff() throws {
        let source = try #require(
            Self.source("CodeStarSourceConnection", ["FullRepositoryId": "a/b", "BranchName": "main"]))
        let filter = GitPushFilter(tags: GitPatterns(includes: ["v*"]))
        func triggers(_ configuration: GitConfiguration) -> [PipelineTriggerDeclaration] {
            [.init(providerType: "CodeStarSourceConnection", gitConfiguration: configuration)]
        }
        let filtered = triggers(GitConfiguration(sourceActionName: "Code", push: [filter]))
        #expect(filtered.pushDetection(of: "Code", source) == .filters([filter]))
        #expect(filtered.pushDetection(of: "Other", source) == .branch(isWanted: nil))
        let unfiltered = triggers(GitConfiguration(sourceActionName: "Code"))
        #expect(unfiltered.pushDetection(of: "Code", source) == .branch(isWanted: true))
        let requests = triggers(GitConfiguration(sourceActionName: "Code", pullRequest: [GitPullRequestFilter()]))
        #expect(requests.pushDetection(of: "Code", source) == .filters([]))
    }

    @Test func namesOfReferencesAreReadAndWritten() {
        #expect(GitPush.Reference(fullName: "refs/heads/a/b") == .branch("a/b"))
        #expect(GitPush.Reference(fullName: "refs/tags/v1")?.fullName == "refs/tags/v1")
        #expect(GitPush.Reference(fullName: "refs/notes/commits") == nil)
    }
}
