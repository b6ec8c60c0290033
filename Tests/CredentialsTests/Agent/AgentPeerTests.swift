import AgentLink
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Credentials

/// Another user at the other end, where only the rights of files would keep them away. It takes root to become one.
@Suite(.enabled(if: geteuid() == 0 && canBecomeAnother, "not root, or no setpriv and python3"))
struct AgentPeerTests {
    @Test func anotherUsersRequestIsNotAnswered() async throws {
        try await AgentProcess.with { agent in
            try agent.client.unlock(agent.identity, for: .seconds(60))
            let folder = agent.socket.deletingLastPathComponent()
            for place in [folder.deletingLastPathComponent(), folder, agent.socket] { chmod(place.path, 0o777) }
            let program = """
                import socket, sys
                agent = socket.socket(socket.AF_UNIX)
                agent.connect(sys.argv[1])
                request = b'\\x02{"status":{}}'
                try:
                    agent.sendall(len(request).to_bytes(4, "big") + request)
                    print(len(agent.recv(100)))
                except OSError: print(0)
                """
            let (process, output) = try asAnother(program, agent.socket.path)
            #expect(try output.readToEnd().map { String(decoding: $0, as: UTF8.self) } == "0\n")
            process.waitUntilExit()
            #expect(try agent.client.timeLeft() > .zero)
        }
    }

    @Test func nothingIsSaidToAnotherUsersAgent() async throws {
        try await withScratchDirectory { directory in
            chmod(directory.path, 0o777)
            let program = """
                import socket, sys
                server = socket.socket(socket.AF_UNIX)
                server.bind(sys.argv[1])
                server.listen()
                print("ready", flush=True)
                print(len(server.accept()[0].recv(100)))
                """
            let path = directory.appending(path: "agent.sock").path
            let (process, output) = try asAnother(program, path)
            #expect(!output.availableData.isEmpty)
            #expect(throws: AgentError.foreignPeer) { try AgentClient(path: path).list() }
            #expect(try output.readToEnd()?.suffix(2) == Data("0\n".utf8))
            process.waitUntilExit()
        }
    }

    /// What a process that may be dumped has in /proc is its user's own, and root's where it may not (proc(5)).
    @Test func itsOwnUserCantReadItsMemory() async throws {
        try await withScratchDirectory { directory in
            chmod(directory.path, 0o777)
            let socket = directory.appending(path: "run/agent.sock").path
            let (agent, output) = try asAnother([AgentProcess.executable.path, directory.path, "agent", socket])
            #expect(!output.availableData.isEmpty)
            let (other, ready) = try asAnother(["/usr/bin/python3", "-c", "print(1, flush=True); input()"])
            #expect(!ready.availableData.isEmpty)
            #expect(try owner(ofMemoryOf: other) == 65534)
            #expect(try owner(ofMemoryOf: agent) == 0)
            let (reader, answer) = try asAnother(
                "import sys\ntry: open(sys.argv[1], 'rb')\nexcept PermissionError: print('refused')",
                "/proc/\(agent.processIdentifier)/mem")
            #expect(try answer.readToEnd() == Data("refused\n".utf8))
            for process in [agent, other] { kill(process.processIdentifier, SIGKILL) }
            for process in [agent, other, reader] { process.waitUntilExit() }
        }
    }

    private func owner(ofMemoryOf process: Process) throws -> Int? {
        let path = "/proc/\(process.processIdentifier)/mem"
        return try FileManager.default.attributesOfItem(atPath: path)[.ownerAccountID] as? Int
    }

    private func asAnother(_ program: String, _ path: String) throws -> (Process, FileHandle) {
        try asAnother(["/usr/bin/python3", "-c", program, path])
    }

    private func asAnother(_ command: [String]) throws -> (Process, FileHandle) {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/setpriv")
        process.arguments = ["--reuid=65534", "--regid=65534", "--clear-groups"] + command
        process.standardInput = Pipe()
        process.standardOutput = output
        try process.run()
        return (process, output.fileHandleForReading)
    }
}

private let canBecomeAnother = ["/usr/bin/setpriv", "/usr/bin/python3"].allSatisfy(
    FileManager.default.isExecutableFile)
