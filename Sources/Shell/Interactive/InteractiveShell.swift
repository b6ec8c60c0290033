import AWS
public import Foundation
import LineEditor
import PipelineAPI
import Synchronization

/// The shell at a terminal: a prompt, lines, and notices of what goes on meanwhile.
public final class InteractiveShell: Sendable {
    private let editor: LineEditor
    private let context: CommandContext
    private let facts: PromptFacts
    private let followed = Mutex<[ExecutionID: Task<Void, Never>]>([:])

    /// - Parameter history: the file of the lines typed before.
    public init(context: CommandContext, history: URL) {
        let completer = Completer(context: context)
        editor = LineEditor(
            LineEditor.Configuration(
                program: "sluice", history: HistoryFile(history), shouldRemember: { !SecretShape.isIn($0) },
                complete: { await completer.complete(String($0.line.prefix($0.cursor))) },
                suggestsFromHistory: context.console.style.hasColor, environment: context.environment))
        self.context = context
        facts = PromptFacts(context: context)
    }

    /// Reads and runs lines until the person leaves. Answers the exit code.
    public func run() async -> Int32 {
        var context = context
        context.console.ask = { [editor] question in
            guard case .line(let answer) = await editor.ask(question) else { return nil }
            return answer
        }
        context.followInBackground = { [self] client, pipeline, execution, seen in
            follow(client, pipeline, execution, seen: seen)
        }
        context.stopFollowingInBackground = { [self] in unfollow($0) }
        context.console.show(facts.banner())
        attachToRunning(context)
        let runner = CommandRunner(context: context)
        while let line = await nextLine() {
            if await leaves(line, runner) { break }
        }
        await sayGoodbye()
        return 0
    }

    private func nextLine() async -> String? {
        while true {
            let refresh = Task { [self] in
                await facts.refresh()
                if !Task.isCancelled { editor.update(prompt: facts.prompt()) }
            }
            defer { refresh.cancel() }
            switch await editor.readLine(prompt: facts.prompt()) {
            case .line(let line) where line.allSatisfy(\.isWhitespace): continue
            case .line(let line): return line
            case .interrupted: continue
            case .endOfInput: return nil
            }
        }
    }

    /// Runs a line. Answers whether it came to an `exit`.
    private func leaves(_ line: String, _ runner: CommandRunner) async -> Bool {
        let code = await Interrupts.cancelling { await runner.run(line: line) }
        return code == 0 && Exit.isIn(line)
    }

    // MARK: What goes on meanwhile

    /// Notices come above the prompt while a line is typed.
    private func follow(
        _ client: ServiceClient, _ pipeline: PipelineName, _ execution: ExecutionID, seen: ExecutionSnapshot?
    ) {
        followed.withLock { tasks in
            guard tasks[execution] == nil else { return }
            tasks[execution] = Task { [self] in
                await notify(of: ExecutionFollower(client: client, pipeline: pipeline, execution: execution), seen)
                if !Task.isCancelled { followed.withLock { $0[execution] = nil } }
            }
        }
    }

    private func unfollow(_ execution: ExecutionID) {
        followed.withLock { $0.removeValue(forKey: execution) }?.cancel()
    }

    private func notify(of follower: ExecutionFollower, _ seen: ExecutionSnapshot?) async {
        let style = context.console.style
        var reporter = ExecutionReporter(client: follower.client, style: style, seen: seen)
        do {
            let end = try await follower.follow {
                for line in await reporter.lines($0) { editor.notify(line) }
                facts.note($0.sign)
                editor.update(prompt: facts.prompt())
            }
            for line in ExecutionReporter.outcome(end, pipeline: follower.pipeline, style: style) {
                editor.notify(line)
            }
        } catch is CancellationError {
            return
        } catch {
            let reason = ErrorReport.failure(for: error).lines.first ?? "\(error)"
            editor.notify("No more news of execution \(follower.execution.short): \(reason) · `watch` tries again")
        }
    }

    /// Goes on with what was running before this shell, if an engine runs; none is started for it.
    private func attachToRunning(_ context: CommandContext) {
        Task { [self] in
            guard let name = try? context.pipelineName(), let client = try? await context.connect(false),
                let newest = try? await client(ListPipelineExecutions.self, .init(pipelineName: name, maxResults: 1))
                    .pipelineExecutionSummaries?.first, let id = newest.pipelineExecutionId
            else { return }
            facts.note(StageViews.sign(newest.status))
            editor.update(prompt: facts.prompt())
            guard !(newest.status?.hasEnded ?? true) else { return }
            let snapshot = try? await ExecutionSnapshot.take(client, name, id)
            editor.notify("execution \(id.short) is running: \(snapshot?.commitLabel ?? "")")
            follow(client, name, id, seen: snapshot)
        }
    }

    private func sayGoodbye() async {
        let running = followed.withLock { Array($0.keys) }
        for task in followed.withLock({ Array($0.values) }) { task.cancel() }
        if running.isEmpty { return }
        let ids = running.map(\.short).joined(separator: ", ")
        context.console.show("Execution \(ids) goes on; `sluice` here shows it again.")
    }
}
