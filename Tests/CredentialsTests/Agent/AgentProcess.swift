import Foundation
import TestSupport

@testable import Credentials

/// A real agent process with a vault in a scratch folder; it is gone when the scope ends.
struct AgentProcess {
    let process: Process
    let socket: URL
    let vault: VaultFile
    let client: AgentClient
    let identity = X25519Identity()
    private let ended: AsyncStream<Never>
    /// Where it finds plugins.
    private let path: String?

    static let executable = Bundle(for: Anchor.self).bundleURL
        .appending(path: "credentials-fixture")

    private final class Anchor {}

    /// Starts the agent and waits until it listens.
    private init(_ directory: URL, path: String?) throws {
        self.path = path
        socket = directory.appending(path: "run/agent.sock")
        vault = VaultFile(directory.appending(path: "vault.age"))
        client = AgentClient(socket: socket)
        process = Process()
        let (ended, end) = AsyncStream.makeStream(of: Never.self)
        self.ended = ended
        process.terminationHandler = { _ in end.finish() }
        try start(process)
    }

    /// Starts an agent on the same socket and vault, when the first has ended.
    func startAnother() throws -> Process {
        let next = Process()
        try start(next)
        return next
    }

    private func start(_ process: Process) throws {
        let output = Pipe()
        process.executableURL = Self.executable
        process.arguments = [vault.url.deletingLastPathComponent().path, "agent", socket.path]
        process.standardOutput = output
        if let path { process.environment = ["PATH": path] }
        try process.run()
        _ = output.fileHandleForReading.availableData
    }

    /// Unlocks as a shell does: through an agent that is there, or one that it starts.
    func unlock() async throws {
        let folder = vault.url.deletingLastPathComponent()
        let store = CredentialStore(
            identity: IdentityFile(folder.appending(path: "identity.age")), vault: vault, agent: client,
            settings: folder.appending(path: "none"), startAgent: { _ = try startAnother() })
        try await store.hand(identity, for: .seconds(600))
    }

    static func with(path: String? = nil, _ body: (AgentProcess) async throws -> Void) async throws {
        try await withScratchDirectory { directory in
            let agent = try AgentProcess(directory, path: path)
            do { try await body(agent) } catch {
                await agent.kill()
                throw error
            }
            await agent.kill()
        }
    }

    func end() async {
        for await _ in ended {}
    }

    func kill() async {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        await end()
    }
}
