import AWS
import ArgumentParser
import Foundation
import PipelineAPI

/// `logs STAGE/ACTION`: what it printed.
struct Logs: JSONCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Show the log of an action.", discussion: "Example: logs -f Build/Unit")

    @Flag(name: .shortAndLong, help: "Go on as the log grows, until the build ends.")
    var follow = false

    @Option(name: [.customShort("n"), .long], help: "Only the last lines.")
    var lines: Int?

    @Argument(help: "STAGE/ACTION; the one that failed if left out.")
    var action: ActionArgument?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let lines, lines < 1 { throw ValidationError("--lines must be at least 1") }
    }

    func run(in context: CommandContext) async throws {
        let pipeline = try context.pipelineName()
        let client = try await context.client()
        let run = try await LatestRun.find(action, pipeline, client)
        guard let build = run.buildID else { throw await noLog(of: run, pipeline, client) }
        guard let logs = try await client(BatchGetBuilds.self, .init(ids: [BuildID(build)])).builds?.first?.logs,
            let stream = logs.streamName
        else { throw CommandFailure.failed("The log of \(run.path) is not there yet.") }
        let reader = LogReader(client: client, group: logs.groupName, stream: stream)
        if let lines {
            try show(try await reader.last(lines), context)
            if !follow { return }
        }
        try await show(build, reader, client, context)
    }

    /// Why an action has no log.
    private func noLog(of run: ActionExecutionDetail, _ pipeline: PipelineName, _ client: ServiceClient) async
        -> CommandFailure
    {
        guard run.runsBuild else {
            return .failed("\(run.path) has no log: it runs no build.", hint: "`action \(run.path)` shows it.")
        }
        guard run.status == .failed else { return .failed("\(run.path) has no log: its build has not started.") }
        let failure = await Failure.explain(run, of: pipeline, client)
        return .failed(
            "\(run.path) has no log: it failed before its build started: \(failure.cause)",
            hint: failure.advice.first ?? "`retry` runs it again.")
    }

    /// Pages to the end of the log; with `follow` to the end of the build.
    private func show(
        _ build: String, _ reader: LogReader, _ client: ServiceClient, _ context: CommandContext
    ) async throws {
        var pace = PollingPace.log
        while true {
            var hasMoved = false
            let isComplete =
                try await client(BatchGetBuilds.self, .init(ids: [BuildID(build)])).builds?.first?.buildComplete
            while let events = try await reader.nextPage() {
                hasMoved = hasMoved || !events.isEmpty
                try show(events, context)
            }
            if !follow || isComplete ?? true { return }
            try await reader.waitForMore(pace.next(hasMoved: hasMoved))
        }
    }

    private func show(_ events: [OutputLogEvent], _ context: CommandContext) throws {
        if context.isJSON(output) {
            for event in events { try context.console.show(json: event, encoder: WireFormat.encoder()) }
            return
        }
        context.console.show(
            verbatim: events.map { event in
                let text = Untrusted.shown(event.message ?? "")
                return text.last == "\n" ? String(text.dropLast()) : text
            })
    }
}
