import AgentLink
import Credentials
import Foundation
import SecretScan

/// Looks for the secrets of the credential store in a patch. The agent does: they don't come here for it.
struct OwnSecrets {
    /// What happens where they can't be looked for.
    enum Demand {
        /// It is said: what is only committed stays here, and is looked through again before it goes out.
        case ifUnlocked
        /// The person is asked for the passphrase, and nothing goes on without them unless that is agreed to.
        case always(agreed: Bool)
    }

    private let context: CommandContext
    private let demand: Demand
    private var search: AgentSearch?

    /// - Throws: `CommandFailure` where nothing may go on without them.
    init(in context: CommandContext, _ demand: Demand) async throws {
        (self.context, self.demand) = (context, demand)
        guard let store = context.credentials?.store else { return }
        do {
            try store.requireNothingLost()
            if store.state == .missing { return }
            if store.state == .locked { try await unlock(store) }
            search = try store.agent.search()
        } catch {
            try doWithout(error)
        }
    }

    /// Looks through the next piece.
    mutating func look(at bytes: [UInt8]) throws {
        do { try search?.send(bytes) } catch { try doWithout(error) }
    }

    mutating func findings() throws -> [PatchFinding] {
        guard let search else { return [] }
        do {
            return try search.finish(as: [PatchFinding].self)
        } catch {
            try doWithout(error)
            return []
        }
    }

    private func unlock(_ store: CredentialStore) async throws {
        if try await store.unlockFromSource(context.environment) { return }
        guard case .always(agreed: false) = demand else { return }
        guard context.console.isInputTerminal else {
            throw CommandFailure.needsPerson(
                "Nothing was pushed: your credentials are locked, and can't be looked for in what would go out.",
                flag: "`credentials unlock`, or `push --yes` to go without,")
        }
        context.console.note(
            "Your credentials are locked, and are looked for in what goes out. (`push --yes` goes without.)")
        try await Unlocking(context: context).unlock()
    }

    private mutating func doWithout(_ error: any Error) throws {
        search = nil
        if error is CancellationError || error is CommandFailure { throw error }
        let isLocked = error as? AgentError == .locked
        if case .always(agreed: false) = demand {
            if case VaultError.wrongPassphrase = error {
                throw CommandFailure.failed(
                    "Nothing was pushed: the passphrase was wrong three times.",
                    hint: "`push` asks for it again; `push --yes` goes without a search for your own credentials.")
            }
            throw CommandFailure.failed(
                "Nothing was pushed: your own credentials could not be looked for in it: \(error)",
                hint: "`push --yes` goes without.")
        }
        let reason = isLocked ? "they are locked · `credentials unlock`" : "\(error)"
        context.console.note("note: your own credentials were not looked for: \(reason)")
    }
}
