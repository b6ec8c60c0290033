import Credentials
import Foundation

extension CredentialStore {
    /// The store of these folders, whose agent is this program in a process of its own.
    init(folders: Folders) {
        let store = folders.credentials
        self.init(
            identity: IdentityFile(folders.identity), vault: VaultFile(folders.vault),
            agent: AgentClient(socket: folders.agentSocket), settings: folders.credentialSettings,
            startAgent: {
                try FileManager.default.createDirectory(
                    at: store, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                let agent = DetachedProcess(
                    executable: EngineLauncher.executable, arguments: ["agent"], log: URL(filePath: "/dev/null"))
                let answer = try await agent.run()
                guard answer == AgentProcess.ready else {
                    throw StoreError.agentNotStarted(answer.isEmpty ? "it ended without a word" : answer)
                }
            })
    }
}
