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
        let task = Task { [self] in
            var reporter = ExecutionReporter(client: client, style: context.console.style, seen: seen)
            let end = try? await ExecutionFollower(client: client, pipeline: pipeline, execution: execution).follow {
                for line in await reporter.lines($0) { editor.notify(line) }
                facts.note($0.status, of: execution)
                editor.update(prompt: facts.prompt())
            }
            if let end {
                for line in ExecutionReporter.outcome(end, pipeline: pipeline, style: context.console.style) {
                    editor.notify(line)
                }
            }
            followed.withLock { $0[execution] = nil }
        }
        let isNew = followed.withLock { tasks in
            tasks[execution] == nil ? tasks.updateValue(task, forKey: execution) == nil : false
        }
        if !isNew { task.cancel() }
    }

    /// Goes on with what was running before this shell, if an engine runs; none is started for it.
    private func attachToRunning(_ context: CommandContext) {
        Task { [self] in
            guard let name = try? context.pipelineName(), let client = try? await context.connect(false),
                let newest = try? await client(ListPipelineExecutions.self, .init(pipelineName: name, maxResults: 1))
                    .pipelineExecutionSummaries?.first, let id = newest.pipelineExecutionId
            else { return }
            facts.note(newest.status ?? .inProgress, of: id)
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
