import Credentials
import Foundation

/// The parts that need a real process: `credentials-fixture FOLDER agent SOCKET` is an agent, which writes `ready` once
/// it listens; `credentials-fixture FOLDER get` (or `store`, `erase`) is a git credential helper, whose identity lies in
/// the folder in plain text, as no real one does.
@main
struct CredentialsFixture {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let folder = arguments.first.map({ URL(filePath: $0) }), let verb = arguments.dropFirst().first else {
            return
        }
        let vault = VaultFile(folder.appending(path: "vault.age"))
        if verb == "agent", let socket = arguments.dropFirst(2).first {
            try Agent.serve(socket: URL(filePath: socket), vault: vault, search: search) {
                try? FileHandle.standardOutput.write(contentsOf: Data("ready\n".utf8))
            }
        } else if let operation = GitHelper.Operation(rawValue: verb) {
            try help(operation, vault, folder)
        }
    }

    /// Answers the secrets that stand in the text, one a line.
    private static let search: SecretSearch = { secrets, next in
        var text: [UInt8] = []
        while let piece = try next() { text += piece }
        return Array(secrets.filter { text.contains($0) }.joined(separator: [UInt8(ascii: "\n")]))
    }

    private static func help(_ operation: GitHelper.Operation, _ vault: VaultFile, _ folder: URL) throws {
        let key = try String(contentsOf: folder.appending(path: "identity"), encoding: .utf8)
        let identity = try X25519Identity(Secret(key.trimmingCharacters(in: .whitespacesAndNewlines)))
        let request = Array(try FileHandle.standardInput.readToEnd() ?? Data())
        let answer = try vault.update(with: identity) {
            try GitHelper.perform(operation, request, on: &$0, now: Date())
        }
        try FileHandle.standardOutput.write(contentsOf: answer)
    }
}
