import Foundation
import Testing

@Suite("Output variables of sources", .timeLimit(.minutes(10)))
struct SourceVariableTests {
    private static let connection = "arn:aws:codestar-connections:us-east-1:123456789012:connection/c"

    private static let pipeline = """
        pipeline: shop
        stages:
          Source:
            Star:
              actionTypeId: Source/CodeStarSourceConnection
              configuration: { ConnectionArn: "\(connection)", FullRepositoryId: acme/shop, BranchName: main }
              outputs: [Star]
              namespace: FromStar
            Hub:
              actionTypeId: { category: Source, owner: ThirdParty, provider: GitHub, version: "1" }
              configuration: { Owner: acme, Repo: shop, Branch: main, OAuthToken: none }
              outputs: [Hub]
              namespace: FromHub
            Commit:
              actionTypeId: Source/CodeCommit
              configuration: { RepositoryName: shop, BranchName: main }
              outputs: [Commit]
              namespace: FromCommit
            Object:
              actionTypeId: Source/S3
              configuration: { S3Bucket: inbox, S3ObjectKey: in/app.zip }
              outputs: [Object]
              namespace: FromObject
          Look:
            Look:
              inputs: [Star]
              commands:
                - >-
                  echo "#{FromStar.ConnectionArn} #{FromStar.FullRepositoryName} #{FromStar.BranchName} #{FromStar.AuthorEmail}
                  #{FromStar.AuthorDisplayName} #{FromStar.CommitId} #{FromStar.CommitMessage} #{FromStar.AuthorDate}
                  #{FromStar.AuthorId} #{FromStar.ProviderType}" >> @HERE@/seen
                - >-
                  echo "#{FromHub.BranchName} #{FromHub.CommitId} #{FromHub.CommitMessage} #{FromHub.CommitUrl} #{FromHub.RepositoryName}
                  #{FromHub.AuthorDate} #{FromHub.CommitterDate}" >> @HERE@/seen
                - >-
                  echo "#{FromCommit.BranchName} #{FromCommit.CommitId} #{FromCommit.CommitMessage} #{FromCommit.RepositoryName}
                  #{FromCommit.AuthorDate} #{FromCommit.CommitterDate}" >> @HERE@/seen
                - >-
                  echo "#{FromObject.BucketName} #{FromObject.ObjectKey} #{FromObject.ETag}
                  #{FromObject.VersionId}" >> @HERE@/seen

        """

    @Test("Each provider gives what CodePipeline documents for it, as far as git or the bucket knows it")
    func documented() async throws {
        try await Workplace.project(["pipeline.yml": Self.pipeline]) { place in
            try place.configure(
                #"{ "repositories": { "acme/shop": "\#(place.remote.path)", "shop": "\#(place.remote.path)" } }"#)
            let bucket = place.state.appending(path: "buckets/inbox/in")
            try FileManager.default.createDirectory(at: bucket, withIntermediateDirectories: true)
            try Data("app".utf8).write(to: bucket.appending(path: "app.zip"))
            // Written by one person at one time, and committed by another at another.
            try await place.git(
                "commit", "--quiet", "--allow-empty", "--message", "Theirs",
                "--author", "Jo Roe <jo@example.com>", "--date", "2020-01-02T03:04:05Z",
                with: ["GIT_COMMITTER_DATE": "2021-02-03T04:05:06Z"])
            try await place.git("push", "--quiet")
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            let id = try await place.git("rev-parse", "HEAD").output.split(separator: "\n")[0]
            let (email, name, written, committed) = (
                "jo@example.com", "Jo Roe", "2020-01-02T03:04:05Z", "2021-02-03T04:05:06Z"
            )
            let seen = place.lines("seen")
            try #require(seen.count == 4, "\(seen)")
            #expect(
                seen[0] == "\(Self.connection) acme/shop main \(email) \(name) \(id) Theirs \(written) \(email) GitHub")
            let page = "https://github.com/acme/shop/commit/\(id)"
            #expect(seen[1] == "main \(id) Theirs \(page) shop \(written) \(committed)")
            #expect(seen[2] == "main \(id) Theirs shop \(written) \(committed)")
            // The bucket is a folder: the version of an object is its content.
            let content = "a172cedcae47474b615c54d510a5d84a8dea3032e958587430b413538be3f333"
            #expect(seen[3] == "inbox in/app.zip \(content) \(content)")
        }
    }

    @Test("A revision's summary is the commit's message, of which lists show the first line")
    func message() async throws {
        try await Workplace.project(simple) { place in
            try await place.git("commit", "--quiet", "--allow-empty", "-m", "Second", "-m", "Because of the rain")
            try await place.git("push", "--quiet")
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0 && !deploy.errors.contains("rain"), "\(deploy.words)")
            let executions = try await place.sluice("history", "--json").json["pipelineExecutionSummaries"]
            let newest = try #require((executions as? [[String: Any]])?.first)
            let revisions = newest["sourceRevisions"] as? [[String: Any]]
            #expect(revisions?.first?["revisionSummary"] as? String == "Second\n\nBecause of the rain")
            let history = try await place.sluice("history").output
            #expect(history.contains("Second") && !history.contains("rain"), "\(history)")
            #expect(try await place.sluice("action", "Source/Source").output.contains("Because of the rain"))
        }
    }
}
