import Credentials
import Foundation

/// Looks at the store itself: whether its files are there and whole, and what in it has expired.
struct StoreCheck {
    let context: CommandContext

    func ailments() throws -> [Ailment] {
        let store = try context.credentialStore()
        do { try store.requireNothingLost() } catch { return [Ailment(text: error.description)] }
        let faults = store.visibleFaults()
        let identity = faults.identity.map { [Ailment(text: $0)] } ?? []
        switch store.state {
        case .missing: return []
        case .locked:
            context.console.note("note: expired entries were not looked for: the credentials are locked")
            return identity + (faults.vault.map { [Ailment(text: $0)] } ?? [])
        case .unlocked: return identity + entries(store)
        }
    }

    /// Whoever can open the vault sees more of what is wrong with it.
    private func entries(_ store: CredentialStore) -> [Ailment] {
        do { return try store.agent.list().filter { $0.isExpired(at: context.now()) }.map { expired($0, store) } } catch
        {
            return [Ailment(text: ErrorReport.failure(for: error).lines.joined(separator: " "))]
        }
    }

    private func expired(_ entry: CredentialSummary, _ store: CredentialStore) -> Ailment {
        let remedy = Ailment.Remedy(question: "Remove it? (`credentials rotate` replaces it.)") {
            try store.agent.remove(entry.key)
            return "removed"
        }
        return Ailment(text: "\(entry.label) has expired", remedy: remedy)
    }
}
