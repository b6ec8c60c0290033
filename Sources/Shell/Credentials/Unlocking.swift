import Credentials
import Foundation

/// Gets the credentials unlocked, by whatever has the passphrase: a source that was named, or the person.
struct Unlocking {
    let context: CommandContext
    let store: CredentialStore

    init(context: CommandContext) throws {
        self.context = context
        store = try context.credentialStore()
    }

    /// Unlocks the store if it is locked, and makes it if there is none.
    ///
    /// - Throws: `CommandFailure.needsPerson` where there is nobody to ask.
    func unlock() async throws {
        let state = store.state
        if state == .unlocked { return }
        try store.requireNothingLost()
        if try await store.unlockFromSource(context.environment) { return }
        guard context.console.isInputTerminal else { throw needsPerson(state) }
        if state == .missing { try await create() } else { try await unlockByHand() }
    }

    /// The identity itself, for what gives out or re-encrypts everything: that is asked for each time.
    func open(to purpose: String) async throws -> X25519Identity {
        if store.state == .missing { try await unlock() }
        for source in PassphraseSource.available(context.environment, try settings()) where source != .keyring {
            if let passphrase = try source.passphrase() { return try await store.open(passphrase: passphrase) }
        }
        guard context.console.isInputTerminal else {
            throw CommandFailure.needsPerson(
                "To \(purpose) takes the passphrase itself, whether the credentials are unlocked or not.",
                flag: "a file that SLUICE_PASSPHRASE_FILE names")
        }
        return try await asking("Passphrase, to \(purpose): ") { try await store.open(passphrase: $0) }
    }

    func settings() throws -> CredentialSettings { try CredentialSettings.load(from: store.settings) }

    /// The passphrase that opens the identity now.
    func presentPassphrase() async throws -> Secret {
        try await asking("Passphrase as it is now: ") { passphrase in
            _ = try await store.open(passphrase: passphrase)
            return passphrase
        }
    }

    /// A new passphrase, typed twice.
    func newPassphrase(_ question: String) async throws -> Secret {
        while true {
            let first = try await secret(question)
            if first.isEmpty {
                context.console.note("It can't be empty.")
            } else {
                if try await secret("Once more: ") == first { return first }
                context.console.note("These were not the same.")
            }
        }
    }

    private func create() async throws {
        context.console.note("There is no credential store yet. It is encrypted under a passphrase that only you know.")
        try await context.console.hidingTyping {
            try await store.create(passphrase: newPassphrase("A passphrase for it: "))
        }
        context.console.note("made \(store.vault.url.deletingLastPathComponent().path): `age` can open it too")
    }

    private func unlockByHand() async throws {
        let passphrase = try await asking("Passphrase of your credentials: ") { passphrase in
            try await store.unlock(passphrase: passphrase)
            return passphrase
        }
        guard try settings().keyring else { return }
        let isKept = Keyring.keep(passphrase)
        context.console.note(
            isKept
                ? "the keyring keeps the passphrase: weaker, since every program of your session can read it there"
                : "warning: no keyring took the passphrase (`secret-tool` speaks to it)")
    }

    /// Three times, as with other passwords.
    private func asking<Result>(_ question: String, _ attempt: (Secret) async throws -> Result) async throws -> Result {
        try await context.console.hidingTyping {
            for remaining in [2, 1] {
                do { return try await attempt(secret(question)) } catch VaultError.wrongPassphrase {
                    context.console.note("This is not the passphrase. (\(remaining) more)")
                }
            }
            return try await attempt(secret(question))
        }
    }

    private func secret(_ question: String) async throws -> Secret {
        guard let answer = await context.console.readSecret(question) else { throw CommandFailure.interrupted(nil) }
        return answer
    }

    private func needsPerson(_ state: CredentialStore.State) -> CommandFailure {
        .needsPerson(
            state == .missing ? "There is no credential store yet." : "The credentials are locked.",
            flag: "`credentials unlock`")
    }
}
