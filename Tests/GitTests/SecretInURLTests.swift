import Foundation
import TestSupport
import Testing

@testable import Git

/// A secret in an address would be an argument of the program that git starts for it.
struct SecretInURLTests {
    /// Port 1 of this machine: nobody listens there.
    private static let secretive = "http://ada:s3cret@127.0.0.1:1/shop.git"

    @Test(arguments: [["remote.origin.url"], ["remote.origin.url", "remote.origin.pushurl"]])
    func noRemoteIsAskedWithOne(keys: [String]) async throws {
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            for key in keys { _ = try await repository.hand("config", key, Self.secretive).orThrow() }
            let refusal = GitError.secretInURL(of: "origin")
            await #expect(throws: refusal) { try await repository.push(to: "origin", .branch("main")) }
            await #expect(throws: refusal) { try await repository.fetch("origin") }
            await #expect(throws: refusal) { try await repository.remoteHead("origin", branch: "main") }
            await #expect(throws: refusal) { try await repository.headAtPush(to: "origin", branch: "main") }
            await #expect(throws: refusal) { try await repository.commitsAtPush(to: "origin") }
            #expect(!refusal.description.contains("s3cret"))
            #expect(
                try await repository.urlsWithSecret(of: "origin").map(\.description).first
                    == "http://ada@127.0.0.1:1/shop.git")
        }
    }

    @Test func oneOfSeveralPlacesOfAPushIsEnough() async throws {
        try await Scene.with { scene in
            let (repository, remote, _) = try await scene.publishedRepository()
            for url in [remote.path, Self.secretive] {
                _ = try await repository.hand("config", "--add", "remote.origin.pushurl", url).orThrow()
            }
            await #expect(throws: GitError.secretInURL(of: "origin")) {
                try await repository.push(to: "origin", .branch("main"))
            }
            try await repository.fetch("origin")
        }
    }

    @Test func theEngineRefusesWhatARuleOfTheConfigurationPutsIntoAnAddress() async throws {
        try await Scene.with { scene in
            let rules = scene.directory.appending(path: "rules")
            try Data("[url \"http://ada:s3cret@127.0.0.1:1/\"]\n\tinsteadOf = http://shop.example/\n".utf8).write(
                to: rules)
            var command = scene.command
            command.environment["GIT_CONFIG_GLOBAL"] = rules.path
            let url = try RemoteURL("http://shop.example/shop.git")
            let mirror = Mirror(of: url, at: scene.directory.appending(path: "mirror"), command: command)
            let refusal = GitError.secretInURL(of: "http://shop.example/shop.git")
            await #expect(throws: refusal) { try await mirror.resolve(branch: "main") }
            await #expect(throws: refusal) { try await mirror.fetch(branch: "main") }
            await #expect(throws: refusal) { try await mirror.fetch(reference: "HEAD") }
            await #expect(throws: refusal) {
                try await mirror.command.references(of: url, matching: ["refs/heads"])
            }
        }
    }

    @Test func aValueIsReplacedByItsPlaceAlone() async throws {
        try await Scene.with { scene in
            let repository = try await scene.startedRepository()
            let values = ["https://host/a+b.git", "https://ada:s3cret@host/a+b.git", "https://ada:s3cret@host/c"]
            for url in values { _ = try await repository.hand("config", "--add", "remote.origin.url", url).orThrow() }
            let entries = try await scene.command.configuration(in: repository.workTree)
            let entry = try #require(entries.first { $0.value == values[1] })
            #expect(entry.placePattern?.contains("s3cret") == false)
            try await scene.command.replace(entry, with: RemoteURL(entry.value), in: repository.workTree)
            let left = try await repository.hand("config", "--get-all", "remote.origin.url").lines
            #expect(left == [values[0], "https://ada@host/a+b.git", values[2]])
        }
    }
}
