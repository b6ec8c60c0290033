import Foundation
import Glibc
import Runner
import TestSupport
import Testing

/// Commands as another user, which only root can have run.
@Suite(.enabled(if: getuid() == 0, "only root can run commands as somebody else")) struct RunAsTests {
    @Test func aPhaseRunsAsItsUserAndWhatItLeavesGoesOn() async throws {
        let text = """
            version: 0.2
            run-as: daemon
            phases:
              install: { run-as: root, commands: ['id -un', 'mkdir made; X=one'] }
              build:
                commands: ['id -un; id -gn', 'echo "$X" > made/a; pwd > where; Y=two; cd made', 'pwd; cat a']
              post_build: { run-as: nobody, commands: ['id -un', 'echo "$Y" >> a', 'sh -c "exit 3"'] }
            artifacts: { files: [made/a] }
            """
        try await run(text, configure: { $0.outputs = [.init(name: "Out")] }) { result, build in
            let output = try build.output()
            #expect(output.prefix(3) == ["root", "daemon", "daemon"])
            #expect(output.suffix(2) == ["one", "nobody"])
            #expect(result.failure?.exitStatus == 3)
            let archive = try String(contentsOf: build.unpacked("Out").appending(path: "made/a"), encoding: .utf8)
            #expect(archive == "one\ntwo\n")
            let place = try #require(output.dropFirst(3).first)
            #expect(place.hasPrefix("/tmp/sluice-") && !FileManager.default.fileExists(atPath: place))
        }
    }

    @Test func whatCarriedItsVariablesGoes() async throws {
        try await run(spec("echo $0", more: "run-as: daemon")) { result, build in
            #expect(result.status == .succeeded)
            let script = try #require(try build.output().first)
            #expect(!FileManager.default.fileExists(atPath: (script as NSString).deletingLastPathComponent))
        }
    }

    @Test func aUserThatIsNotThereIsRefusedBeforeTheFirstCommand() async throws {
        try await run(spec("echo never", more: "run-as: no-such-user")) { result, build in
            #expect(result.status == .failed)
            #expect(result.failure?.message.contains("this machine has no user 'no-such-user'") == true)
            let output = try build.output()
            #expect(output.isEmpty)
        }
    }

    @Test func aRunnerThatIsKilledLeavesNoSourcesBehind() async throws {
        try await withScratchDirectory { scratch in
            let build = try TestBuild(spec("pwd; echo ready; sleep 600", more: "run-as: daemon"), in: scratch)
            let runner = try TestBuild.launcher.start(build.directory)
            try await build.waitForLog("ready")
            let place = try #require(try build.output().first)
            #expect(place.hasPrefix("/tmp/sluice-"))
            kill(runner, SIGKILL)
            let result = try await build.result()
            #expect(result.status == .fault)
            #expect(!FileManager.default.fileExists(atPath: place))
        }
    }
}
