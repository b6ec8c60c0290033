import ArgumentParser

/// `credentials`: what is kept secret, and for what.
struct CredentialCommands: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "credentials", abstract: "Keep tokens and passwords, and give them to git and builds.",
        subcommands: [
            ListCredentials.self, AddCredential.self, ShowCredential.self, EditCredential.self, RotateCredential.self,
            RemoveCredential.self, ImportCredentials.self, ExportCredentials.self, UnlockCredentials.self,
            LockCredentials.self, ChangePassphrase.self, RecipientCommands.self, CredentialDoctor.self,
            InstallHelper.self, UninstallHelper.self,
        ],
        defaultSubcommand: ListCredentials.self)

    /// The parser runs a subcommand, the list without one.
    func run(in context: CommandContext) async throws {}
}
