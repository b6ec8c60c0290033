import ArgumentParser

/// For commands that may run the CDK app of the folder.
struct AppContextOptions: ParsableArguments {
    @Option(
        name: .customLong("context"), help: ArgumentHelp("A value of the app's context.", valueName: "key=value"))
    var values: [String] = []

    /// The context of a command whose app is told these values, which win over those of its files.
    func applied(to context: CommandContext) throws(CommandFailure) -> CommandContext {
        var context = context
        for text in values {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw .usage("'\(text)' is no value of the context", hint: "--context KEY=VALUE")
            }
            context.appContext[parts[0]] = parts[1]
        }
        return context
    }
}
