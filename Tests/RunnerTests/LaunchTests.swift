import Foundation
import Glibc
import Runner
import TestSupport
import Testing

@Suite struct LaunchTests {
    @Test func aStandbyRunnerTakesItsBuildLater() async throws {
        try await withScratchDirectory { scratch in
            let standby = try TestBuild.launcher.standby()
            let build = try TestBuild(spec("echo hello"), in: scratch)
            try standby.assign(build.directory)
            #expect(try await build.result().status == .succeeded)
            #expect(try build.directory.journal().first?.pid == standby.processID)
        }
    }

    @Test func aStandbyRunnerThatIsLetGoOfEnds() async throws {
        let process = try { try TestBuild.launcher.standby().processID }()
        while kill(process, 0) == 0 { await Task.yield() }
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
