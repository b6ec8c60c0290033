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
                request = b'{"status":{}}'
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

    private func asAnother(_ program: String, _ path: String) throws -> (Process, FileHandle) {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/setpriv")
        process.arguments = [
            "--reuid=65534", "--regid=65534", "--clear-groups", "/usr/bin/python3", "-c", program, path,
        ]
        process.standardOutput = output
        try process.run()
        return (process, output.fileHandleForReading)
    }
}

private let canBecomeAnother = ["/usr/bin/setpriv", "/usr/bin/python3"].allSatisfy(
    FileManager.default.isExecutableFile)
