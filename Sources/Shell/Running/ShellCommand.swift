public import ArgumentParser

/// A command; the same type serves the prompt and the outer command line.
public protocol ShellCommand: AsyncParsableCommand {
    func run(in context: CommandContext) async throws
}

/// A command whose answer has a shape in the API.
protocol JSONCommand: ShellCommand {
    var output: OutputOptions { get }
}

/// How an answer is printed.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the API's own shapes as JSON.")
    var json = false
}

/// For commands that ask before they act.
struct ConsentOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Do it without asking.")
    var yes = false

    /// For a command without that option. What was never parsed has no values: to read them ends the process.
    static func notGiven() throws -> ConsentOptions { try parse([]) }
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

    /// No option given. The parser would take a fifth of the time to the first prompt to say the same.
    public static var none: GlobalOptions {
        var options = GlobalOptions()
        (options.directory, options.endpoint, options.profile) = (nil, nil, nil)
        (options.json, options.yes, options.noColor) = (false, false, false)
        return options
    }
}
