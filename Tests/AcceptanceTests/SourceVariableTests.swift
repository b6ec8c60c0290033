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
                  #{FromStar.AuthorDisplayName} #{FromStar.CommitId} #{FromStar.CommitMessage} #{FromStar.AuthorDate}" >> @HERE@/seen
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
            let deploy = try await place.sluice("deploy", "--yes")
            #expect(deploy.exitCode == 0, "\(deploy.words)")
            let log = try await place.git("log", "-1", "--format=%H%n%ae%n%an%n%s%n%at").output.split(separator: "\n")
            let (id, email, name, subject) = (log[0], log[1], log[2], log[3])
            let date = Date(timeIntervalSince1970: TimeInterval(log[4]) ?? 0).formatted(.iso8601)
            let seen = place.lines("seen")
            try #require(seen.count == 4, "\(seen)")
            #expect(seen[0] == "\(Self.connection) acme/shop main \(email) \(name) \(id) \(subject) \(date)")
            let page = "https://github.com/acme/shop/commit/\(id)"
            #expect(seen[1] == "main \(id) \(subject) \(page) acme/shop \(date) \(date)")
            #expect(seen[2] == "main \(id) \(subject) shop \(date) \(date)")
            #expect(seen[3].hasPrefix("inbox in/app.zip ") && seen[3].split(separator: " ").count == 4)
        }
    }
}
