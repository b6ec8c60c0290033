import ArgumentParser
import Foundation
import Git

/// `credentials install`: plain git, in any terminal, asks for what is in the vault.
struct InstallHelper: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Have git ask sluice for credentials, in any terminal.",
        discussion: """
            Writes to git's configuration of your user. Other helpers there are not asked any more, since git tells every \
            one of them what has worked, and some write it down. `credentials uninstall` undoes it.
            """)

    func run(in context: CommandContext) async throws {
        let helper = try context.installedHelper()
        let (git, folder) = (context.git, context.workspace.directory)
        let values = try await git.globalValues(of: InstalledHelper.key, in: folder)
        if values.suffix(2) == ["", helper] { return context.console.show("git asks sluice already") }
        // An empty value takes back what stands before it.
        for value in ["", helper] { try await git.addGlobalValue(value, of: InstalledHelper.key, in: folder) }
        context.console.show("added to your git configuration: \(InstalledHelper.key) = \(helper)")
        let others = values.filter { !$0.isEmpty && $0 != helper }.map { Untrusted.line($0) }
        if !others.isEmpty {
            context.console.note(
                "git does not ask these any more: \(others.joined(separator: ", ")) · `credentials uninstall` undoes it"
            )
        }
        for entry in try await git.configuration(in: folder) where Self.isInTheWay(entry) {
            let place = entry.file.map { " of \($0.standardizedFileURL.path)" } ?? ""
            context.console.note(
                Untrusted.line(
                    "note: git asks \(entry.value.isEmpty ? "no helper" : entry.value) there, by \(entry.redactedKey)\(place): "
                        + "take that out, and sluice is asked"))
        }
    }

    /// Helpers of one host, or of one repository, come after ours: they are asked too, or alone, and told what has worked.
    private static func isInTheWay(_ entry: ConfigurationEntry) -> Bool {
        let isHelper = entry.key.hasPrefix("credential.") && entry.key.hasSuffix(".helper")
        return isHelper && (entry.subsection != nil || entry.scope == "local" || entry.scope == "worktree")
    }
}

/// `credentials uninstall`.
struct UninstallHelper: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "uninstall", abstract: "Take back what `credentials install` did.")

    func run(in context: CommandContext) async throws {
        let helper = try context.installedHelper()
        let (git, folder) = (context.git, context.workspace.directory)
        let values = try await git.globalValues(of: InstalledHelper.key, in: folder)
        guard values.contains(helper) else { return context.console.show("git does not ask sluice") }
        try await git.removeGlobalValue(helper, of: InstalledHelper.key, in: folder)
        if values.filter(\.isEmpty).count == 1 {
            try await git.removeGlobalValue("", of: InstalledHelper.key, in: folder)
        } else {
            context.console.note("note: empty values of \(InstalledHelper.key) stay: not all of them are ours")
        }
        let left = values.filter { !$0.isEmpty && $0 != helper }.map { Untrusted.line($0) }
        context.console.show("removed it from your git configuration")
        if !left.isEmpty { context.console.note("git asks these again: \(left.joined(separator: ", "))") }
    }
}

enum InstalledHelper {
    static let key = "credential.helper"
}

extension CommandContext {
    fileprivate func installedHelper() throws -> String {
        guard let credentials else { throw CommandFailure.failed("There is no credential store here.") }
        return credentials.helperInstalled
    }
}
