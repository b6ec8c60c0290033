import ArgumentParser

/// Every command of the shell, grouped and ordered as the help shows them.
public enum CommandCatalog {
    public struct Group: Sendable {
        public let title: String
        public let commands: [any ShellCommand.Type]
    }

    public static let groups: [Group] = [
        Group(title: "The project", commands: [Open.self, Status.self, Diff.self, CommitChanges.self, Push.self]),
        Group(
            title: "The CDK app",
            commands: [Synth.self, Stacks.self, ShowTemplate.self, ShowResources.self, ShowOutputs.self]),
        Group(title: "Stacks on AWS", commands: [Bootstrap.self, Destroy.self, StackEvents.self, Drift.self]),
        Group(
            title: "Deploying",
            commands: [
                Preflight.self, Deploy.self, Watch.self, Retry.self, Rollback.self, Stop.self, Approve.self,
                Reject.self,
            ]),
        Group(
            title: "Looking",
            commands: [Stages.self, Stage.self, ShowAction.self, Logs.self, History.self, ShowExecution.self]),
        Group(title: "The pipeline", commands: [ShowPipeline.self, Disable.self, Enable.self]),
        Group(title: "Secrets", commands: [CredentialCommands.self]),
        Group(title: "The shell", commands: [Help.self, Exit.self]),
    ]

    public static var commands: [any ShellCommand.Type] { groups.flatMap(\.commands) }

    /// The command of that name.
    public static func find(_ name: String) -> (any ShellCommand.Type)? {
        commands.first { $0.name == name }
    }
}

extension ParsableCommand {
    /// The word by which the command is called.
    static var name: String { configuration.commandName ?? _commandName }

    /// The subcommand that the words call, and the words from its name on; the first is the command's own name.
    static func innermost(_ words: [String]) -> (type: any ParsableCommand.Type, words: [String]) {
        guard let word = words.dropFirst().first,
            let subcommand = configuration.subcommands.first(where: { $0.name == word })
        else { return (self, words) }
        return subcommand.innermost(Array(words.dropFirst()))
    }
}
