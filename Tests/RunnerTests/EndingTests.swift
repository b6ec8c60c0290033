import Foundation
import Glibc
import Runner
import TestSupport
import Testing

/// How builds are ended, and that nothing of them is left.
@Suite struct EndingTests {
    private func isAlive(_ process: String) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
        return !status.contains(") Z ")
    }

    private func processes(_ build: TestBuild) throws -> [String] {
        try String(contentsOf: build.source.appending(path: "pids"), encoding: .utf8).split(separator: "\n").map(
            String.init)
    }

    @Test func aBackgroundProcessNeitherHoldsNorOutlivesTheBuild() async throws {
        try await run(spec("sleep 600 & echo $! > pids", "nohup sleep 600 & echo $! >> pids")) { result, build in
            #expect(result.status == .succeeded)
            let processes = try processes(build)
            #expect(processes.count == 2)
            #expect(processes.filter(isAlive).isEmpty)
        }
    }

    @Test func aBackgroundShellWhoseCommandIsEndedDoesNotGoOnToItsNext() async throws {
        let command = "for i in 1 2 3 4 5 6 7 8; do (sleep 600; echo late >> late) & done; echo started"
        try await run(spec(command)) { result, build in
            #expect(result.status == .succeeded)
            #expect(!FileManager.default.fileExists(atPath: build.source.appending(path: "late").path))
        }
    }

    @Test func aDaemonInASessionOfItsOwnDoesNotOutliveTheBuild() async throws {
        let daemon = "setsid sh -c '(sh -c \"echo \\$\\$ > pids; touch ready; exec sleep 600\" &) ' >/dev/null 2>&1"
        try await run(spec(daemon, "until test -e ready; do sleep 0.01; done")) { result, build in
            #expect(result.status == .succeeded)
            let left = try processes(build).filter(isAlive)
            #expect(left.isEmpty)
        }
    }

    @Test func aStopEndsACommandThatIgnoresTERM() async throws {
        let text = spec("trap '' TERM; echo $$ > pids; echo ready; while :; do sleep 1; done", "echo never")
        try await withScratchDirectory { scratch in
            let build = try TestBuild(text, in: scratch)
            try TestBuild.launcher.start(build.directory)
            try await build.waitForLog("ready")
            try build.directory.requestStop()
            let result = try await build.result()
            #expect(result.status == .stopped)
            #expect(
                result.phases.map(\.phaseType) == [
                    .downloadSource, .install, .preBuild, .build, .finalizing, .completed,
                ])
            let left = try processes(build).filter(isAlive)
            #expect(left.isEmpty)
        }
    }

    @Test func aStopBeforeTheStartIsHonoured() async throws {
        try await withScratchDirectory { scratch in
            let build = try TestBuild(spec("echo never"), in: scratch)
            try build.directory.requestStop()
            try TestBuild.launcher.start(build.directory)
            let result = try await build.result()
            #expect(result.status == .stopped)
            let output = try build.output()
            #expect(!output.contains("never"))
        }
    }

    @Test func timeIsLimited() async throws {
        try await run(spec("sleep 600", "echo never"), configure: { $0.timeoutInSeconds = 1 }) { result, build in
            #expect(result.status == .timedOut)
            #expect(result.phases.first { $0.phaseType == .build }?.contexts.first?.statusCode == "BUILD_TIMED_OUT")
            let output = try build.output()
            #expect(!output.contains("never"))
        }
    }

    @Test(arguments: [
        "Entering phase INSTALL", "one", "two", "Entering phase UPLOAD", "Phase complete: BUILD State: SUCCEEDED",
    ])
    func aKilledRunnerLeavesEverythingReadable(_ moment: String) async throws {
        let text = spec("echo $$ > pids; echo $0 > script; echo one; sleep 0.05", "echo two; sleep 0.05", "sleep 0.02")
        try await withScratchDirectory { scratch in
            let build = try TestBuild(text, in: scratch)
            let runner = try TestBuild.launcher.start(build.directory)
            for await _ in build.directory.changes() {
                if try build.log().contains(where: { $0.hasSuffix(moment) }) { break }
                if try build.directory.result() != nil { break }
            }
            kill(runner, SIGKILL)
            let result = try await build.result()
            #expect(result.status == .fault || result.status == .succeeded)
            #expect(try build.directory.journal().first?.event == .buildStarted)
            // A runner that had written its result when it was killed may take a moment to be gone.
            while build.directory.isRunnerAlive() { await Task.yield() }
            // What carries the variables of the commands lies where their scripts do.
            let script = try? String(contentsOf: build.source.appending(path: "script"), encoding: .utf8)
            let folder = script.map { ($0 as NSString).deletingLastPathComponent }
            #expect(folder.map { access($0, F_OK) == 0 } != true)
        }
    }

    @Test func theCommandsOfAKilledRunnerAreEnded() async throws {
        try await withScratchDirectory { scratch in
            let build = try TestBuild(spec("echo $$ > pids; echo ready; sleep 600"), in: scratch)
            let runner = try TestBuild.launcher.start(build.directory)
            try await build.waitForLog("ready")
            kill(runner, SIGKILL)
            let result = try await build.result()
            #expect(result.status == .fault)
            #expect(result.failure?.message == "the runner of this build died")
            #expect(result.phases.last?.phaseType == .build)
            while try !processes(build).filter(isAlive).isEmpty { await Task.yield() }
        }
    }

    @Test func aRunnerThatDiedBeforeItsFirstWordLeavesTheBuildToTheNext() async throws {
        try await withScratchDirectory { scratch in
            let build = try TestBuild(spec("echo ran"), in: scratch)
            try Data().write(to: build.directory.url.appending(path: "journal"))
            #expect(try build.directory.settledResult() == nil)
            try TestBuild.launcher.start(build.directory)
            #expect(try await build.result().status == .succeeded)
            #expect(try build.output() == ["ran"])
        }
    }

    @Test func nothingRunsOfABuildWhoseBeginningCannotBeWritten() async throws {
        try await withScratchDirectory { scratch in
            let build = try TestBuild(spec("echo ran > ran"), in: scratch)
            let journal = build.directory.url.appending(path: "journal")
            try FileManager.default.createSymbolicLink(at: journal, withDestinationURL: URL(filePath: "/dev/full"))
            try TestBuild.launcher.start(build.directory)
            let result = try await build.result()
            #expect(result.status == .fault)
            #expect(result.failure?.message.hasSuffix("/journal: No space left on device") == true)
            #expect(!FileManager.default.fileExists(atPath: build.source.appending(path: "ran").path))
        }
    }

    @Test func aStopThatCannotBeNotedIsHeardAllTheSame() async throws {
        try await withScratchDirectory { scratch in
            let build = try TestBuild(spec("echo ready; sleep 600"), in: scratch)
            try TestBuild.launcher.start(build.directory)
            try await build.waitForLog("ready")
            let note = build.directory.url.appending(path: "stop")
            try FileManager.default.createSymbolicLink(at: note, withDestinationURL: URL(filePath: "/dev/full"))
            #expect(throws: RunnerError.self) { try build.directory.requestStop() }
            #expect(try await build.result().status == .stopped)
        }
    }

    @Test func aSecondRunnerRefuses() async throws {
        try await withScratchDirectory { scratch in
            let build = try TestBuild(spec("echo ready; until test -e go; do sleep 0.02; done"), in: scratch)
            try TestBuild.launcher.start(build.directory)
            try await build.waitForLog("ready")
            let second = try TestBuild.launcher.start(build.directory)
            while kill(second, 0) == 0 { await Task.yield() }
            try build.write("", "go")
            let result = try await build.result()
            #expect(result.status == .succeeded)
            #expect(try build.directory.journal().filter { $0.event == .buildStarted }.count == 1)
        }
    }
}
