import AWS
import Foundation
import LineEditor
import PipelineAPI
import Synchronization

/// What goes on while a person types: every execution of the pipeline at hand is told of above the prompt, whoever set it
/// going, and the prompt's sign stays true.
final class PipelineNews: Sendable {
    private let editor: LineEditor
    private let facts: PromptFacts
    private let context: CommandContext
    private let state = Mutex(State())

    private struct Followed {
        var task: Task<Void, Never>
        /// The project from which the person saw it.
        var folder: URL
    }

    private struct State {
        var followed: [ExecutionID: Followed] = [:]
        /// The executions that the command at work tells of itself.
        var left: Set<ExecutionID> = []
        /// What the person knows of executions that nobody follows any more.
        var known: [ExecutionID: ExecutionSnapshot] = [:]
        /// What is told once the command at work has told what it did; `nil` while nothing is kept back.
        var kept: [String]?
        var listening: (pipeline: PipelineName, task: Task<Void, Never>)?

        /// What the prompt shows when one execution has moved: another one that still goes on says more than an end.
        func sign(after snapshot: ExecutionSnapshot) -> Sign {
            let live = known.values.filter { !$0.status.hasEnded && $0.pipeline == snapshot.pipeline }.map(\.sign)
            return live.contains(.approval) ? .approval : live.first ?? snapshot.sign
        }
    }

    init(editor: LineEditor, facts: PromptFacts, context: CommandContext) {
        self.editor = editor
        self.facts = facts
        self.context = context
    }

    /// Sees where the pipeline stands, and listens from then on, if an engine runs; none is started for it.
    func catchUp() async {
        guard let name = try? context.pipelineName(), let client = try? await context.connect(false) else { return }
        listen(client, name)
        let newest = try? await client(ListPipelineExecutions.self, .init(pipelineName: name, maxResults: 1))
            .pipelineExecutionSummaries?.first
        guard let id = newest?.pipelineExecutionId, let snapshot = try? await ExecutionSnapshot.take(client, name, id),
            !Task.isCancelled
        else { return }
        let (isTold, sign) = state.withLock { state in
            if state.followed[id] == nil { state.known[id] = snapshot }
            return (state.followed[id] != nil || state.left.contains(id), state.sign(after: snapshot))
        }
        facts.note(sign, of: name)
        editor.update(prompt: facts.prompt())
        if snapshot.status.hasEnded || isTold { return }
        announce("execution \(id.short) is running: \(snapshot.commitLabel)")
        follow(client, name, id, seen: snapshot)
    }

    /// Tells what happens to an execution until it ends. Done already, nothing changes.
    func follow(
        _ client: ServiceClient, _ pipeline: PipelineName, _ execution: ExecutionID, seen: ExecutionSnapshot?
    ) {
        state.withLock { state in
            state.left.remove(execution)
            guard state.followed[execution] == nil else { return }
            let seen = seen ?? state.known[execution]
            let task = Task { [self] in
                // Who merely listens starts no engine that was stopped.
                let client = (try? await context.connect(false)) ?? client
                await tell(of: ExecutionFollower(client: client, pipeline: pipeline, execution: execution), seen)
                if !Task.isCancelled { self.state.withLock { $0.followed[execution] = nil } }
            }
            state.followed[execution] = Followed(task: task, folder: context.workspace.directory)
        }
    }

    /// The command at work tells of the execution itself.
    func leave(_ execution: ExecutionID) {
        state.withLock { state in
            state.left.insert(execution)
            state.known[execution] = nil
            state.followed.removeValue(forKey: execution)?.task.cancel()
        }
    }

    /// No command is at work any more.
    func takeOver() {
        state.withLock { $0.left = [] }
        release()
    }

    /// Keeps news back: the command at work is about to set something going, and names it first.
    func keepBack() { state.withLock { $0.kept = $0.kept ?? [] } }

    /// Tells what was kept back: the command has named what it set going. What comes meanwhile is told after it.
    func release() {
        while true {
            let lines = state.withLock { state in
                let lines = state.kept ?? []
                state.kept = lines.isEmpty ? nil : []
                return lines
            }
            if lines.isEmpty { return }
            for line in lines { show(line) }
        }
    }

    /// Stops telling. Answers the executions that go on, by the folder of their project.
    func end() -> [URL: [ExecutionID]] {
        state.withLock { state in
            state.listening?.task.cancel()
            for followed in state.followed.values { followed.task.cancel() }
            return Dictionary(grouping: state.followed.keys) {
                state.followed[$0]?.folder ?? context.workspace.directory
            }
        }
    }

    /// Follows each execution of the pipeline in which something starts. Without an event stream (AWS) nothing is heard.
    private func listen(_ client: ServiceClient, _ pipeline: PipelineName) {
        state.withLock { state in
            if state.listening?.pipeline == pipeline { return }
            state.listening?.task.cancel()
            let task = Task { [self] in
                do {
                    for try await change in client.events(pipeline: pipeline) where change.state == .started {
                        let isLeft = self.state.withLock { $0.left.contains(change.executionId) }
                        if !isLeft { follow(client, pipeline, change.executionId, seen: nil) }
                    }
                } catch {
                    // Heard no more of until the next prompt.
                }
                if !Task.isCancelled { self.state.withLock { $0.listening = nil } }
            }
            state.listening = (pipeline, task)
        }
    }

    private func announce(_ line: String) {
        let isKept = state.withLock { state in
            state.kept?.append(line)
            return state.kept != nil
        }
        if !isKept { show(line) }
    }

    private func show(_ line: String) { editor.notify(context.console.wrapped(line)) }

    private func tell(of follower: ExecutionFollower, _ seen: ExecutionSnapshot?) async {
        let (style, pipeline) = (context.console.style, follower.pipeline)
        var reporter = ExecutionReporter(client: follower.client, style: style, seen: seen)
        do {
            let end = try await follower.follow { snapshot in
                for line in await reporter.lines(snapshot) { announce(line) }
                let sign = state.withLock { state in
                    state.known[follower.execution] = snapshot
                    return state.sign(after: snapshot)
                }
                facts.note(sign, of: pipeline)
                editor.update(prompt: facts.prompt())
            }
            if end == seen { return }
            for line in ExecutionReporter.outcome(end, pipeline: pipeline, style: style) { announce(line) }
        } catch is CancellationError {
            return
        } catch {
            state.withLock { $0.known[follower.execution] = nil }
            let reason = ErrorReport.failure(for: error).lines.first ?? "\(error)"
            announce("No more news of execution \(follower.execution.short): \(reason) · `watch` tries again")
        }
    }
}
