public import ArgumentParser

/// A command; the same type serves the prompt and the outer command line.
public protocol ShellCommand: AsyncParsableCommand {
    var common: CommonOptions { get }

    func run(in context: CommandContext) async throws
}

/// The options that every command has.
public struct CommonOptions: ParsableArguments {
    @Flag(help: "Print the API's own shapes as JSON.")
    var json = false

    @Flag(name: .shortAndLong, help: "Do it without asking.")
    var yes = false

    public init() {}
}

/// What stands before the command on the outer command line.
public struct GlobalOptions: ParsableArguments, Sendable {
    @Option(name: .customShort("C"), help: ArgumentHelp("Work in this folder.", valueName: "dir"))
    public var directory: String?

    @Option(help: ArgumentHelp("Where pipelines run: local, aws, or an address.", valueName: "endpoint"))
    public var endpoint: String?

    @Option(help: "The AWS profile.")
    public var profile: String?

    @Flag(help: "Print the API's own shapes as JSON.")
    public var json = false

    @Flag(name: .shortAndLong, help: "Answer every question with yes.")
    public var yes = false

    @Flag(help: "No colours.")
    public var noColor = false

    public init() {}
}
