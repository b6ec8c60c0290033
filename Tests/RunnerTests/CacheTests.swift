import Foundation
import Runner
import TestSupport
import Testing

/// What builds of one project leave for the next.
@Suite struct CacheTests {
    /// Runs a build with the project's cache, in a fresh source directory, and answers what its commands printed.
    @discardableResult
    private func build(
        _ cache: URL, _ command: String, _ section: String, files: [String: String] = [:], limit: Int = 1 << 20
    ) async throws -> (status: BuildStatus, output: [String], log: [String]) {
        var answer: (BuildStatus, [String], [String])?
        try await run(
            spec(command, more: "cache: { \(section) }"),
            configure: { $0.cache = .init(directory: path(cache), limitInBytes: limit) },
            prepare: { build in for (name, text) in files { try build.write(text, name) } }
        ) { result, build in
            answer = (result.status, try build.output(), try build.log())
        }
        return try #require(answer)
    }

    private func archives(_ cache: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: cache.path)) ?? []).sorted()
    }

    @Test func pathsOfTheSourceAreThereInTheNextBuild() async throws {
        try await withScratchDirectory { scratch in
            let cache = scratch.appending(path: "cache")
            let command = "cat deps/a/b deps/run 2>&1; mkdir -p deps/a; echo one > deps/a/b; ln -sf a/b deps/run"
            let first = try await build(cache, command, "paths: [deps/]")
            #expect(first.output.count == 2 && first.log.contains { $0.hasSuffix("Saved 2 file(s) in the cache") })
            let second = try await build(cache, command, "paths: ['deps/**/*']", files: ["deps/a/b": "old\n"])
            #expect(second.output == ["one", "one"])
            #expect(archives(cache) == ["cache.zip"])
        }
    }

    @Test func aFailedBuildLeavesNothing() async throws {
        try await withScratchDirectory { scratch in
            let cache = scratch.appending(path: "cache")
            let failed = try await build(cache, "echo one > a; false", "paths: [a]")
            #expect(failed.status == .failed && archives(cache).isEmpty)
        }
    }

    @Test func keysAreMadeOfVariablesAndFilesAndFallBackByTheirBeginnings() async throws {
        try await withScratchDirectory { scratch in
            let cache = scratch.appending(path: "cache")
            let section =
                "paths: [d], key: 'v1-$(codebuild-hash-files lock)-$CODEBUILD_BUILD_NUMBER', fallback-keys: [v1-]"
            let first = try await build(cache, "mkdir d; echo one > d/a", section, files: ["lock": "1"])
            #expect(first.log.contains { $0.hasSuffix("Saved 1 file(s) in the cache") })
            let changed = try await build(cache, "cat d/a; echo two > d/a", section, files: ["lock": "2"])
            #expect(changed.output == ["one"])
            let again = try await build(cache, "cat d/a; echo three > d/a", section, files: ["lock": "1"])
            #expect(again.output == ["one"])
            #expect(archives(cache).count == 2)
            let other = try await build(cache, "cat d/a", "paths: [d], key: w, fallback-keys: [v2-], action: restore")
            #expect(other.status == .failed)
        }
    }

    @Test func theOldestGoesWhenThereIsNoRoomAndWhatIsTooLargeIsNotKept() async throws {
        try await withScratchDirectory { scratch in
            let cache = scratch.appending(path: "cache")
            let make = "head -c 6000 /dev/urandom > a"
            for key in ["one", "two"] {
                try await build(cache, make, "paths: [a], key: \(key)", limit: 10_000)
            }
            #expect(archives(cache) == ["key-two.zip"])
            let large = try await build(
                cache, "head -c 20000 /dev/urandom > a", "paths: [a], key: three", limit: 10_000)
            #expect(large.status == .succeeded && archives(cache) == ["key-two.zip"])
            #expect(large.log.contains { $0.contains("more than the cache may hold") })
        }
    }

    @Test func whatCannotBeRestoredIsAWarning() async throws {
        try await withScratchDirectory { scratch in
            let cache = scratch.appending(path: "cache")
            try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
            try Data("no archive".utf8).write(to: cache.appending(path: "cache.zip"))
            let build = try await build(cache, "true", "paths: [a, /usr/lib/x]")
            #expect(build.status == .succeeded)
            #expect(build.log.contains { $0.contains("Warning: cache: not restored") })
            #expect(build.log.contains { $0.contains("/usr/lib/x is left where it is") })
        }
    }
}
