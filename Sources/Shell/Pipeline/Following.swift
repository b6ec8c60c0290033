import AWS
import PipelineAPI

/// What happens after a command has set an execution going: in the shell it is followed in the background, elsewhere to
/// its end.
struct Following {
    let context: CommandContext
    let client: ServiceClient
    let pipeline: PipelineName

    /// - Parameters:
    ///   - seen: what the person knows already.
    ///   - returnsAtOnce: does not follow at all.
    func follow(
        _ execution: ExecutionID, seen: ExecutionSnapshot? = nil, returnsAtOnce: Bool = false
    ) async throws {
        if returnsAtOnce { return }
        if let inBackground = context.followInBackground { return inBackground(client, pipeline, execution, seen) }
        try await watch(execution, seen: seen)
    }

    /// Prints what happens until the execution ends. One that did not succeed fails the command.
    func watch(_ execution: ExecutionID, seen: ExecutionSnapshot? = nil) async throws {
        let console = context.console
        context.stopFollowingInBackground?(execution)
        var reporter = ExecutionReporter(client: client, style: console.style, seen: seen)
        var last = seen
        do {
            let end = try await ExecutionFollower(client: client, pipeline: pipeline, execution: execution).follow {
                for line in await reporter.lines($0) { console.note(line) }
                last = $0
            }
            console.show(ExecutionReporter.outcome(end, pipeline: pipeline, style: console.style))
            if end.status != .succeeded { throw CommandFailure.reported(exitCode: 1) }
        } catch is CancellationError {
            context.followInBackground?(client, pipeline, execution, last)
            throw CommandFailure.interrupted(
                "Stopped watching. The pipeline goes on; `watch` comes back to it, `stop` stops it.")
        }
    }
}
