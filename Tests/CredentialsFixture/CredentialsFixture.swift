import Credentials
import Foundation

/// A git credential helper on a vault of its own, for tests that need a real process: `credentials-fixture FOLDER get`.
/// The identity lies in the folder in plain text, as no real one does.
@main
struct CredentialsFixture {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let operation = GitHelper.Operation(rawValue: arguments[2]) else { return }
        let folder = URL(filePath: arguments[1])
        let key = try String(contentsOf: folder.appending(path: "identity"), encoding: .utf8)
        let identity = try X25519Identity(Secret(key.trimmingCharacters(in: .whitespacesAndNewlines)))
        let request = Array(try FileHandle.standardInput.readToEnd() ?? Data())
        let answer = try VaultFile(folder.appending(path: "vault.age")).update(with: identity) {
            try GitHelper.perform(operation, request, on: &$0, now: Date())
        }
        try FileHandle.standardOutput.write(contentsOf: answer)
    }
}
