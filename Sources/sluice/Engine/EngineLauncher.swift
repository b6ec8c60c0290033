import AWS
import Foundation
import PipelineEngine
import Runner
import Shell

/// Finds the engine of this state folder, and starts it when a command needs it.
struct EngineLauncher: Sendable {
    let folders: Folders

    /// The program that this process runs, which is also engine and runner.
    static var executable: URL {
        URL(filePath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "sluice")
    }

    /// A client of the running engine; with `start` one is started if there is none.
    ///
    /// Throws `CommandFailure.unreachable` when an engine cannot be started.
    func client(start: Bool) async throws -> ServiceClient? {
        let client = ServiceClient(endpoint: .unixSocket(folders.socket.path))
        if isServing { return client }
        if let problem = StateFolder.problem(of: folders.state) {
            throw CommandFailure.unreachable("\(EngineError.stateUnusable(folders.state, reason: problem))")
        }
        guard start else { return nil }
        try await startEngine()
        return client
    }

    /// An engine serves when its lock is held and its socket is there: a socket alone may be a dead engine's.
    private var isServing: Bool {
        EngineLock.owner(of: folders.state) != nil && FileManager.default.fileExists(atPath: folders.socket.path)
    }

    /// Waits for the engine that somebody else started at the same moment. It owes us no sign, so we look.
    private func becomesReachable() async -> Bool {
        for _ in 0..<100 {
            if isServing { return true }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    /// Starts an engine in a session of its own, so that it lives on after the shell, and waits until it serves.
    private func startEngine() async throws {
        do {
            try StateFolder.prepare(folders.state)
        } catch {
            throw CommandFailure.unreachable("The engine cannot start: \(error)")
        }
        let start = DetachedProcess(
            executable: Self.executable, arguments: ["engine", "serve", "--report-ready"], log: folders.engineLog)
        let answer = try await start.run()
        if answer.hasPrefix("ready") { return }
        if EngineLock.owner(of: folders.state) != nil, await becomesReachable() { return }
        throw CommandFailure.unreachable(
            "The engine did not start: \(answer.isEmpty ? "it ended without a word" : answer)",
            hint: "Its log is \(folders.engineLog.path)")
    }
}
