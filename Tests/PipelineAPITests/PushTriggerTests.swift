import PipelineAPI
import Testing

/// Section "Triggers and change detection": which pushes start a pipeline.
@Suite struct PushTriggerTests {
    private func source(_ filters: [GitPushFilter], _ reference: GitPush.Reference, _ paths: [String] = ["a"])
        -> ActionName?
    {
        let trigger = PipelineTriggerDeclaration(
            providerType: "CodeStarSourceConnection",
            gitConfiguration: GitConfiguration(sourceActionName: "Code", push: filters))
        return PipelineDeclaration(name: "shop", stages: [], triggers: [trigger]).sourceTriggered(
            by: GitPush(reference, paths: paths))
    }

    @Test(arguments: [
        ("main", "main", true), ("main", "main2", false), ("release/*", "release/1", true),
        ("release/*", "release/1/2", false), ("release/**", "release/1/2", true), ("**/fix", "fix", true),
        ("**/fix", "a/b/fix", true), ("v?", "v1", true), ("v?", "v/", false), ("[a-c]x", "bx", true),
        ("[!a-c]x", "bx", false), ("{dev,test}-*", "test-1", true), ("{dev,test}-*", "prod-1", false),
        ("a\\*", "a*", true), ("a\\*", "ab", false), ("[", "[", true),
        ("*a*a*a*a*a*a*b", String(repeating: "a", count: 200), false),
    ])
    func branchesAreMatchedByGlobs(_ pattern: String, _ branch: String, _ isMeant: Bool) {
        let filter = GitPushFilter(branches: GitPatterns(includes: [pattern]))
        #expect(source([filter], .branch(branch)) == (isMeant ? "Code" : nil))
    }

    @Test func anExcludeBeatsAnInclude() {
        let filter = GitPushFilter(branches: GitPatterns(includes: ["**"], excludes: ["wip/**"]))
        #expect(source([filter], .branch("main")) == "Code")
        #expect(source([filter], .branch("wip/a")) == nil)
    }

    @Test func oneFileThatIsMeantIsEnough() {
        let filter = GitPushFilter(
            branches: GitPatterns(includes: ["main"]),
            filePaths: GitPatterns(includes: ["src/**"], excludes: ["**/*.md"]))
        #expect(source([filter], .branch("main"), ["README.md", "src/a.swift"]) == "Code")
        #expect(source([filter], .branch("main"), ["README.md", "src/a.md"]) == nil)
        #expect(source([filter], .branch("other"), ["src/a.swift"]) == nil)
    }

    @Test func tagsAndBranchesAreApart() {
        let tags = GitPushFilter(tags: GitPatterns(includes: ["v*"]))
        #expect(source([tags], .tag("v1")) == "Code")
        #expect(source([tags], .branch("v1")) == nil)
        #expect(source([GitPushFilter(branches: GitPatterns(includes: ["*"]))], .tag("v1")) == nil)
        #expect(source([tags, GitPushFilter(branches: GitPatterns(includes: ["main"]))], .branch("main")) == "Code")
    }
}
