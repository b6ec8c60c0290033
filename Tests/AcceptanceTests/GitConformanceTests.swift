import Foundation
import TestSupport
import Testing

/// git's own tests of credential helpers, from its source.
@Suite(
    "git's own tests are put to git-credential-sluice", .timeLimit(.minutes(10)),
    .enabled(if: GitSource.folder != nil, "SLUICE_GIT_SOURCE names no folder of git's source, built"))
struct GitConformanceTests {
    @Test("All tests for external helpers pass, those of what a helper may leave out too")
    func externalHelper() async throws {
        let tests = try #require(GitSource.folder).appending(path: "t")
        try await Workplace.withCredentials { place in
            try await place.unlock()
            try place.makeHelper()
            let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Conformance/helper.sh")
            let path =
                "\(place.helper.deletingLastPathComponent().path):\(place.environment["PATH"] ?? "/usr/bin:/bin")"
            let run = try await Command.run(
                URL(filePath: "/bin/sh"), [script.path], in: tests,
                environment: place.environment.merging([
                    "PATH": path, "TEST_DIRECTORY": tests.path, "TEST_OUTPUT_DIRECTORY": place.folder.path,
                    "TEST_NO_MALLOC_CHECK": "1",
                ]) { $1 })
            let passed = run.output.split(separator: "\n").filter { $0.hasPrefix("ok ") }
            #expect(run.exitCode == 0 && run.output.contains("# passed all \(passed.count) test(s)"), "\(run.words)")
            #expect(passed.count >= 29 && !passed.contains { $0.contains("# skip") }, "\(run.words)")
        }
    }
}

enum GitSource {
    /// Where git's source lies, with git built in it.
    static let folder = ProcessInfo.processInfo.environment["SLUICE_GIT_SOURCE"].map {
        URL(filePath: $0, directoryHint: .isDirectory)
    }
}
