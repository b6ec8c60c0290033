import AWS
import Foundation
import PipelineEngine
import Runner
import Shell

/// Finds the engine of this state folder, and starts it when a command needs it.
struct EngineLauncher: Sendable {
    let folders: Folders

    /// The program that this process runs, which is also engine and runner; where it was replaced meanwhile, as by
    /// `scripts/install`, what stands in its place.
    static var executable: URL {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "sluice"
        let mark = " (deleted)"
        return URL(filePath: path.hasSuffix(mark) ? String(path.dropLast(mark.count)) : path)
    }

    /// A client of the running engine; with `start` one is started if there is none.
    ///
    /// Throws `CommandFailure.unreachable` when an engine cannot be started.
    func client(start: Bool) async throws -> ServiceClient? {
        var client = ServiceClient(endpoint: .unixSocket(folders.socket.path))
        client.revive = { try await revive(start) }
        if isServing { return client }
        if let problem = StateFolder.problem(of: folders.state) {
            throw CommandFailure.unreachable("\(EngineError.stateUnusable(folders.state, reason: problem))")
        }
        guard start else { return nil }
        try await startEngine()
        return client
    }

    /// Starts an engine in the place of one that is gone: for a command that wants one in any case, for others only where
    /// it was killed and has left its socket. One that ended in order stays ended for those that merely listen.
    private func revive(_ start: Bool) async throws -> Bool {
        if isServing { return true }
        guard start || FileManager.default.fileExists(atPath: folders.socket.path) else { return false }
        try await startEngine()
        return true
    }

    /// An engine serves when its lock is held and its socket is there: a socket alone may be a dead engine's.
    private var isServing: Bool {
        EngineLock.owner(of: folders.state) != nil && FileManager.default.fileExists(atPath: folders.socket.path)
    }

    /// Waits for the engine that somebody else started at the same moment, or until one that is leaving has left. It
    /// owes us no sign, so we look.
    private func becomesReachable() async -> Bool {
        for _ in 0..<100 where EngineLock.owner(of: folders.state) != nil {
            if isServing { return true }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    /// Starts an engine in a session of its own, so that it lives on after the shell, and waits until it serves.
    private func startEngine() async throws {
        do {
            _ = try EngineSettings.load(from: folders.settings)
            try StateFolder.prepare(folders.state)
        } catch let error as EngineError {
            if case .settingsInvalid = error { throw CommandFailure.usage("\(error)") }
            throw CommandFailure.unreachable("The engine cannot start: \(error)")
        }
        var answer = ""
        for _ in 0..<Self.attempts {
            let start = DetachedProcess(
                executable: Self.executable, arguments: ["engine", "serve", "--report-ready"], log: folders.engineLog)
            answer = try await start.run()
            if answer.hasPrefix("ready") { return }
            let wasHeld = EngineLock.owner(of: folders.state) != nil
            if await becomesReachable() { return }
            if !wasHeld { break }
        }
        throw CommandFailure.unreachable(
            "The engine did not start: \(answer.isEmpty ? "it ended without a word" : answer)",
            hint: "Its log is \(folders.engineLog.path)")
    }

    /// An engine that is just leaving holds its lock for a moment.
    private static let attempts = 3
}
