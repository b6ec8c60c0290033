import AgentLink
import Credentials
import Foundation
import SecretScan

/// Looks for the secrets of the credential store in a patch. The agent does: they don't come here for it.
struct OwnSecrets {
    private let search: AgentSearch

    /// `nil`, with a word on it, where they can't be looked for; without one where there are none.
    static func search(in context: CommandContext) async -> OwnSecrets? {
        guard let store = context.credentials?.store, store.state != .missing else { return nil }
        do {
            if store.state == .locked { _ = try await store.unlockFromSource(context.environment) }
            return OwnSecrets(search: try store.agent.search())
        } catch {
            context.console.note(notLooked(error))
            return nil
        }
    }

    func send(_ bytes: [UInt8]) throws { try search.send(bytes) }

    func findings() throws -> [PatchFinding] {
        try JSONDecoder().decode([PatchFinding].self, from: Data(search.finish()))
    }

    /// What is said in place of what was found.
    static func notLooked(_ error: any Error) -> String {
        let reason = error as? AgentError == .locked ? "they are locked · `credentials unlock`" : "\(error)"
        return "note: your own credentials were not looked for: \(reason)"
    }
}
