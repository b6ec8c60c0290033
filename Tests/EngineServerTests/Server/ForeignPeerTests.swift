import EngineServer
import Foundation
import PipelineAPI
import Testing

/// Another user of the machine, who has found a way to the socket.
@Suite(.timeLimit(.minutes(10))) struct ForeignPeerTests {
    @Test(.enabled(if: geteuid() == 0, "only root can become another user"))
    func anotherUserIsRefused() async throws {
        try await withServer({ $0.on(ListPipelines.self) { _ in .init(pipelines: []) } }) { server in
            let directory = (server.socketPath as NSString).deletingLastPathComponent
            chmod(directory, 0o755)
            chmod(server.socketPath, 0o666)
            let request = [
                "--silent", "--unix-socket", server.socketPath, "--header", "X-Amz-Target: \(ListPipelines.target)",
                "--data", "{}", "http://localhost/",
            ]
            let foreign = try await output("setpriv", ["--reuid=65534", "--clear-groups", "curl"] + request)
            #expect(foreign.contains("AccessDeniedException"), "\(foreign)")
            let own = try await output("curl", request)
            #expect(own == #"{"pipelines":[]}"#)
        }
    }

    /// What a command prints.
    private func output(_ command: String, _ arguments: [String]) async throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [command] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        let (ends, continuation) = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in continuation.finish() }
        try process.run()
        for await _ in ends {}
        return String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    }
}
