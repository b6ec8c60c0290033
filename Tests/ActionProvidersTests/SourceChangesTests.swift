import PipelineAPI
import PipelineEngine
import Testing

@testable import ActionProviders

@Suite("What a look at a source's remote leads to")
struct SourceChangesTests {
    private static let main = "refs/heads/main"

    private func changes(
        _ detection: PushDetection = .branch(isWanted: true), seen: [String: String]?, now: [String: String],
        carried: CarriedRevision
    ) throws -> SourceChanges {
        SourceChanges(try WatchedSource.example(detection), seen: seen, now: now, carried: carried)
    }

    @Test("A branch that has moved starts the pipeline, unless its newest execution has that commit already")
    func branch() throws {
        let moved = try changes(seen: [Self.main: "a"], now: [Self.main: "b"], carried: .revision("a"))
        #expect(moved.toStart == [Self.main] && moved.isSettled)
        let known = try changes(seen: [Self.main: "a"], now: [Self.main: "b"], carried: .revision("b"))
        #expect(known.toStart.isEmpty && known.isSettled)
        let failed = try changes(seen: [Self.main: "a"], now: [Self.main: "b"], carried: .none)
        #expect(failed.toStart == [Self.main])
    }

    @Test("The first look is measured by what the pipeline ran with last")
    func firstLook() throws {
        #expect(try changes(seen: nil, now: [Self.main: "b"], carried: .revision("a")).toStart == [Self.main])
        #expect(try changes(seen: nil, now: [Self.main: "b"], carried: .revision("b")).toStart.isEmpty)
        #expect(try changes(seen: nil, now: [Self.main: "b"], carried: .none).toStart.isEmpty)
    }

    @Test("While an execution has yet to fetch, the next look decides")
    func notYet() throws {
        let undecided = try changes(seen: [Self.main: "a"], now: [Self.main: "b"], carried: .notYet)
        #expect(undecided.toStart.isEmpty && !undecided.isSettled)
    }

    @Test("With filters every reference that has moved counts by itself, after a first look that starts nothing")
    func filters() throws {
        let filters = PushDetection.filters([GitPushFilter(tags: GitPatterns(includes: ["v*"]))])
        let now = ["refs/tags/v1": "a", "refs/tags/v2": "b"]
        let first = try changes(filters, seen: nil, now: now, carried: .revision("x"))
        #expect(first.toStart.isEmpty && first.isSettled)
        let second = try changes(filters, seen: ["refs/tags/v1": "a"], now: now, carried: .notYet)
        #expect(second.toStart == ["refs/tags/v2"] && second.isSettled)
    }

    @Test(
        "A hook starts what AWS's webhook or event rule would, whoever pushed only what is declared",
        arguments: [
            ("CodeStarSourceConnection", true, true, true), ("CodeStarSourceConnection", false, false, false),
            ("CodeStarSourceConnection", nil, true, false), ("CodeCommit", false, true, false),
            ("GitHub", nil, true, false),
        ] as [(String, Bool?, Bool, Bool)])
    func origins(_ provider: String, _ isWanted: Bool?, _ byHook: Bool, _ byClient: Bool) throws {
        let source = try WatchedSource.example(.branch(isWanted: isWanted), provider: provider)
        #expect(source.mayMean(.branch("main"), from: .hook, byDefault: false) == byHook)
        #expect(source.mayMean(.branch("main"), from: .client, byDefault: false) == byClient)
        #expect(!source.mayMean(.branch("other"), from: .hook, byDefault: true))
    }

    @Test("A push means two sources of one pipeline where they have one repository, however each writes its address")
    func twins() throws {
        let source = try WatchedSource.example(.branch(isWanted: false), remote: "https://host/team/shop.git")
        let tags = PushDetection.filters([GitPushFilter(tags: GitPatterns(includes: ["v*"]))])
        let cases: [(String, String, PushDetection, GitPush.Reference, Bool)] = [
            ("git@host:team/shop", "shop", .branch(isWanted: false), .branch("main"), true),
            ("git@host:team/shop", "shop", .branch(isWanted: true), .branch("other"), false),
            ("git@host:team/shop", "shop", tags, .tag("v1"), true),
            ("git@host:team/other", "shop", .branch(isWanted: true), .branch("main"), false),
            ("https://host/team/shop.git", "web", .branch(isWanted: true), .branch("main"), false),
        ]
        for (remote, pipeline, detection, reference, isTwin) in cases {
            var other = try WatchedSource.example(detection, remote: remote)
            (other.pipeline, other.action) = (PipelineName(pipeline), "Other")
            #expect(other.isTwin(of: source, reference) == isTwin, "\(remote) \(pipeline) \(reference)")
        }
        #expect(!source.isTwin(of: source, .branch("main")))
    }
}

extension WatchedSource {
    static func example(
        _ detection: PushDetection, provider: String = "CodeCommit", remote: String = "/srv/shop.git"
    ) throws -> WatchedSource {
        let owner: ActionOwner = provider == "GitHub" ? .thirdParty : .aws
        let action = ActionDeclaration(
            name: "Code", actionTypeId: ActionTypeID(category: .source, owner: owner, provider: provider),
            configuration: [
                "RepositoryName": "shop", "BranchName": "main", "FullRepositoryId": "team/shop", "Owner": "team",
                "Repo": "shop", "Branch": "main",
            ])
        return WatchedSource(
            pipeline: "shop", action: action.name, configuration: try #require(GitSourceConfiguration(action)),
            detection: detection, remote: remote)
    }
}
