import Foundation
import Glibc
import Runner
import TestSupport
import Testing

@Suite struct LaunchTests {
    @Test func aForkServerStartsRunnersOneAfterAnother() async throws {
        try await withScratchDirectory { scratch in
            let server = try TestBuild.launcher.forkServer()
            var runners: Set<Int32> = []
            for name in ["one", "two"] {
                let build = try TestBuild(spec("echo hello"), in: scratch.appending(path: name))
                let runner = try server.start(build.directory)
                #expect(try await build.result().status == .succeeded)
                runners.insert(try #require(try build.directory.journal().first?.pid))
                await runner.waitForEnd()
            }
            #expect(runners.count == 2 && !runners.contains(server.processID))
        }
    }

    @Test func aForkServerThatIsLetGoOfEndsAndItsRunnersGoOn() async throws {
        try await withScratchDirectory { scratch in
            let build = try TestBuild(spec("echo ready; until test -e go; do sleep 0.02; done"), in: scratch)
            let process = try {
                let server = try TestBuild.launcher.forkServer()
                _ = try server.start(build.directory)
                return server.processID
            }()
            while kill(process, 0) == 0 { await Task.yield() }
            try await build.waitForLog("ready")
            try build.write("", "go")
            #expect(try await build.result().status == .succeeded)
        }
    }

    @Test func aKilledForkServerIsAnErrorAndNoSilence() async throws {
        try await withScratchDirectory { scratch in
            let server = try TestBuild.launcher.forkServer()
            let build = try TestBuild(spec("echo hello"), in: scratch)
            kill(server.processID, SIGKILL)
            while kill(server.processID, 0) == 0 { await Task.yield() }
            #expect(throws: RunnerError.self) { try server.start(build.directory) }
        }
    }

    @Test func theEndOfARunnerThatNeverBeganIsNoticed() async throws {
        try await withScratchDirectory { scratch in
            let server = try TestBuild.launcher.forkServer()
            let nowhere = BuildDirectory(scratch.appending(path: "missing"))
            let runner = try server.start(nowhere)
            await runner.waitForEnd()
            #expect(runner.hasEnded)
        }
    }

    @Test func secretsReachTheCommandsAndNoFile() async throws {
        let secret = "s3cr3t'value\nsecond line"
        let text = """
            version: 0.2
            env: {secrets-manager: {TOKEN: 'token'}}
            phases:
              build:
                commands:
                  - 'echo "token: $TOKEN"'
                  - 'printf %s "$TOKEN" | base64'
                  - 'echo s3cr3t; test "$TOKEN" = "$(printf "%s" "$TOKEN")"; echo "second line"; false'
            """
        try await run(text, secrets: ["TOKEN": secret]) { result, build in
            let output = try build.output()
            #expect(output == ["token: ***", "***", "***", "s3cr3t", "***"])
            #expect(result.failure?.lastLines == ["s3cr3t", "***"])
            for case let file as URL in FileManager.default.enumerator(
                at: build.directory.url, includingPropertiesForKeys: nil)!
            {
                let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
                #expect(!text.contains("s3cr3t'value"), "\(file.lastPathComponent)")
            }
        }
    }

    @Test func aRunnerHasASessionOfItsOwn() async throws {
        try await run(spec("ps -o sid= -p $PPID | tr -d ' '; echo $PPID")) { _, build in
            let output = try build.output()
            #expect(output.count == 2 && output.first == output.last)
        }
    }
}
