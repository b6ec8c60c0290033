import AWS
public import Foundation
import LineEditor
import PipelineAPI

/// The shell at a terminal: a prompt, lines, and notices of what goes on meanwhile.
public final class InteractiveShell: Sendable {
    private let editor: LineEditor
    private let context: CommandContext
    private let facts: PromptFacts
    private let news: PipelineNews
    private let typed = TypedSecrets()
    /// Where the person will be again after leaving.
    private let start = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)

    /// - Parameter history: the file of the lines typed before.
    public init(context: CommandContext, history: URL) {
        let completer = Completer(context: context)
        editor = LineEditor(
            LineEditor.Configuration(
                program: "sluice", history: HistoryFile(history),
                shouldRemember: { [masking = context.console.masking, typed] in
                    !SecretShape.isIn($0) && masking($0) == $0 && !typed.areIn($0)
                },
                complete: { await completer.complete(String($0.line.prefix($0.cursor))) },
                suggestsFromHistory: context.console.style.hasColor, environment: context.environment))
        self.context = context
        facts = PromptFacts(context: context)
        news = PipelineNews(editor: editor, facts: facts, context: context)
    }

    /// Reads and runs lines until the person leaves. Answers the exit code.
    public func run() async -> Int32 {
        var context = context
        Interrupts.shared.whenIdle { [editor] in editor.interrupt() }
        // A command that was left behind may still write while the next line is typed.
        context.console.writeOutput = { [editor] text in
            editor.notify(text.hasSuffix("\n") ? String(text.dropLast()) : text)
        }
        context.console.readAnswer = { [editor] question in
            guard case .line(let answer) = await editor.ask(question) else { return nil }
            return answer
        }
        context.console.readHidden = { [typed, read = context.console.readHidden] question in
            let answer = await read(question)
            if let answer { typed.add(answer) }
            return answer
        }
        context.followInBackground = { [news] client, pipeline, execution, seen in
            news.release()
            news.follow(client, pipeline, execution, seen: seen)
        }
        context.keepNewsBack = { [news] in news.keepBack() }
        context.stopFollowingInBackground = { [news] in news.leave($0) }
        context.console.show(facts.banner())
        let runner = CommandRunner(context: context)
        while let line = await nextLine() {
            if await leaves(line, runner) { break }
        }
        sayGoodbye()
        return 0
    }

    private func nextLine() async -> String? {
        while true {
            let refresh = Task { [self] in
                await facts.refresh()
                if !Task.isCancelled { editor.update(prompt: facts.prompt()) }
                await news.catchUp()
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
        let code = await Interrupts.shared.cancelling { await runner.run(line: line) }
        news.takeOver()
        context.console.endTrials()
        return code == 0 && Exit.isIn(line)
    }

    private func sayGoodbye() {
        for (folder, running) in news.end().sorted(by: { $0.key.path < $1.key.path }) {
            let ids = running.map(\.short).sorted().joined(separator: ", ")
            let words = running.count == 1 ? "Execution \(ids) goes on" : "Executions \(ids) go on"
            let isHere = folder.standardizedFileURL.path == start.standardizedFileURL.path
            let command = isHere ? "`sluice` here" : "`sluice -C \(LineParser.quoted(Untrusted.line(folder.path)))`"
            context.console.show("\(words); \(command) shows \(running.count == 1 ? "it" : "them") again.")
        }
    }
}
