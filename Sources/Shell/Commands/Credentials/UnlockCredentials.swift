import ArgumentParser
import Credentials
import Foundation

/// `credentials unlock`.
struct UnlockCredentials: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock", abstract: "Ask for the passphrase, and keep the credentials unlocked for some time.",
        discussion: "Without a store yet it is made. `lockAfterInMinutes` in credentials.json says for how long.")

    func run(in context: CommandContext) async throws {
        let unlocking = try Unlocking(context: context)
        try await unlocking.unlock()
        let end = context.now().addingTimeInterval(try unlocking.store.agent.timeLeft() / .seconds(1))
        context.console.show("unlocked until \(Moment.text(end)), or until `credentials lock`")
    }
}

/// `credentials lock`.
struct LockCredentials: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock", abstract: "Forget the passphrase, until it is given again.")

    func run(in context: CommandContext) async throws {
        let store = try context.credentialStore()
        let wasUnlocked = store.state == .unlocked
        try store.agent.lock()
        context.console.show(wasUnlocked ? "locked" : "the credentials were locked already")
        let settings = try CredentialSettings.load(from: store.settings)
        if let source = PassphraseSource.available(context.environment, settings).first {
            context.console.note("note: what needs them next unlocks them again, with \(source)")
        }
    }
}

/// `credentials passphrase`.
struct ChangePassphrase: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "passphrase", abstract: "Change the passphrase.",
        discussion: "The vault stays as it is: the passphrase opens the identity, and the identity the vault.")

    func run(in context: CommandContext) async throws {
        let unlocking = try Unlocking(context: context)
        let store = unlocking.store
        guard store.state != .missing else { return try await unlocking.unlock() }
        guard context.console.isInputTerminal else {
            throw CommandFailure.failed("A passphrase is changed at a terminal only.")
        }
        let new = try await context.console.hidingTyping {
            let old = try await unlocking.presentPassphrase()
            let new = try await unlocking.newPassphrase("New passphrase: ")
            try await store.changePassphrase(from: old, to: new)
            return new
        }
        context.console.show("changed the passphrase of \(store.identity.url.path)")
        let settings = try unlocking.settings()
        if settings.keyring, !Keyring.keep(new) { context.console.note("warning: the keyring still has the old one") }
        for source in PassphraseSource.available(context.environment, settings) where source != .keyring {
            context.console.note("warning: \(source) still has the old one")
        }
    }
}
