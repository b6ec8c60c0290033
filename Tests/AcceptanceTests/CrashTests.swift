import Foundation
import TestSupport
import Testing

/// `scripts/crash`, shortened.
@Suite("Killed at random", .timeLimit(.minutes(10)), .enabled(if: isProgram("python3"), "no python3"))
struct CrashTests {
    @Test("A busy run of three modes, with retries and approvals, ends as if nobody had killed anything")
    func busyRun() async throws {
        try await withScratchDirectory { folder in
            let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../scripts/crash")
            var environment = ProcessInfo.processInfo.environment
            environment["SLUICE"] = Workplace.executable.path
            environment["TMPDIR"] = folder.path
            let seed = Int.random(in: 1...1_000_000)
            let crash = try await Command.run(
                URL(filePath: "/usr/bin/env"), ["python3", script.standardizedFileURL.path, "8", "\(seed)"], in: folder,
                environment: environment)
            #expect(crash.exitCode == 0, "seed \(seed): \(crash.words)")
            #expect(crash.output.contains("seed \(seed), 8 kills"))
        }
    }
}
