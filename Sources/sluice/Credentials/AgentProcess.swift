import AgentLink
import Credentials
import Foundation
import SecretScan
import Shell

/// `sluice agent`: the process that keeps the credentials unlocked. It is internal: unlocking starts it.
enum AgentProcess {
    /// Serves until it is locked. Answers the exit code.
    static func main() -> Int32 {
        let folders = Folders(environment: ProcessInfo.processInfo.environment)
        let console = Console.standard(environment: [:])
        do {
            // It outlives the shell, and must not keep the folder that the shell stood in.
            _ = chdir(folders.credentials.path)
            try Agent.serve(
                socket: folders.agentSocket, vault: VaultFile(folders.vault), search: search
            ) { announceReady(console) }
            return 0
        } catch AgentError.running {
            console.show(ready)
            return 0
        } catch {
            console.show("\(error)")
            return 1
        }
    }

    /// What it says once there is an agent to speak to.
    static let ready = "ready"

    /// Finds the vault's secrets in a patch.
    private static let search: SecretSearch = { secrets, next in
        var scanner = PatchScanner(scanner: .none, known: KnownSecrets(secrets))
        var found: [PatchFinding] = []
        while let bytes = try next() { found += scanner.findings(in: bytes) }
        return Array(try JSONEncoder().encode(found + scanner.finish()))
    }

    private static func announceReady(_ console: Console) {
        console.show(ready)
        // Whoever started it waits for no more.
        let null = open("/dev/null", O_WRONLY)
        dup2(null, STDOUT_FILENO)
        close(null)
    }
}
