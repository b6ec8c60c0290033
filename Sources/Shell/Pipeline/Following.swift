import AWS
import Git
import PipelineAPI

/// What happens after a command has set an execution going: in the shell it is followed in the background, elsewhere to
/// its end.
struct Following {
    let context: CommandContext
    let client: ServiceClient
    let pipeline: PipelineName

    /// - Parameter seen: what the person knows already.
    func follow(_ execution: ExecutionID, seen: ExecutionSnapshot? = nil) async throws {
        if let inBackground = context.followInBackground { return inBackground(client, pipeline, execution, seen) }
        try await watch(execution, seen: seen)
    }

    /// Says so if an execution carries another commit than the one that was shown.
    func noteMoved(from head: CommitID, _ execution: ExecutionID) async throws {
        let follower = ExecutionFollower(client: client, pipeline: pipeline, execution: execution)
        do {
            let fetched = try await follower.first { $0.revision != nil }
            guard let fetched, let revision = fetched.revision?.revisionId, revision != head.rawValue else { return }
            let text = "The branch has moved since: this execution carries \(fetched.commitLabel), not \(head.short)."
            context.console.note(context.console.style.paint(text, .yellow))
        } catch is CancellationError {
            throw left(execution, seen: nil)
        }
    }

    /// The execution that a pipeline has started in place of one that updated it: the next one with the same revision.
    private func successor(of end: ExecutionSnapshot) async throws -> ExecutionID? {
        guard end.status == .cancelled, let revision = end.revision?.revisionId else { return nil }
        let executions = try await client(ListPipelineExecutions.self, .init(pipelineName: pipeline, maxResults: 50))
        let later = (executions.pipelineExecutionSummaries ?? []).prefix { $0.pipelineExecutionId != end.id }
        return later.last { $0.revision == nil || $0.revision == revision }?.pipelineExecutionId
    }

    /// Prints what happens until the execution ends. One that did not succeed fails the command.
    ///
    /// In the shell, where a person is asked for an approval, it goes on in the background: the prompt is needed.
    func watch(_ execution: ExecutionID, seen: ExecutionSnapshot? = nil) async throws {
        let console = context.console
        context.stopFollowingInBackground?(execution)
        var reporter = ExecutionReporter(client: client, style: console.style, seen: seen)
        var last = seen
        do {
            let end = try await ExecutionFollower(client: client, pipeline: pipeline, execution: execution).follow {
                for line in await reporter.lines($0) { console.note(line) }
                last = $0
                if context.followInBackground != nil, $0.sign == .approval { throw ApprovalWaits() }
            }
            console.show(ExecutionReporter.outcome(end, pipeline: pipeline, style: console.style))
            if let next = try await successor(of: end) {
                console.note("The pipeline has updated itself and started again as execution \(next.short).")
                return try await watch(next)
            }
            if end.status != .succeeded { throw CommandFailure.reported(exitCode: 1) }
        } catch is ApprovalWaits {
            console.note("The watching goes on behind the prompt, which is yours for `approve` or `reject`.")
            context.followInBackground?(client, pipeline, execution, last)
        } catch is CancellationError {
            throw left(execution, seen: last)
        }
    }

    private struct ApprovalWaits: Error {}

    /// Ctrl-C has ended the watching, and nothing else.
    private func left(_ execution: ExecutionID, seen: ExecutionSnapshot?) -> CommandFailure {
        context.followInBackground?(client, pipeline, execution, seen)
        return .interrupted(
            "Stopped watching. The pipeline goes on; `watch` comes back to it, `stop` stops it.")
    }
}
