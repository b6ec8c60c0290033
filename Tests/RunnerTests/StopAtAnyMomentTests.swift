import Runner
import TestSupport
import Testing

@Suite struct StopAtAnyMomentTests {
    /// However early a stop comes, it is a stop: the runner is never killed by it.
    @Test(arguments: 0..<12) func aStopIsNeverAFault(_ turns: Int) async throws {
        try await withScratchDirectory { scratch in
            let build = try TestBuild(spec("sleep 600"), in: scratch)
            try TestBuild.launcher.start(build.directory)
            while !build.directory.isRunnerAlive() { await Task.yield() }
            for _ in 0..<turns * 50 { await Task.yield() }
            try build.directory.requestStop()
            let result = try await build.result()
            #expect(result.status == .stopped)
        }
    }
}
