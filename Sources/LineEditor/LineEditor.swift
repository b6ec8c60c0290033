public import Foundation
import Glibc
import Synchronization

/// Reads lines from a person: libedit, made Swift.
///
/// A process has one editor on a terminal at a time: libedit draws through state that is the process's own. One line
/// is read at a time, on a thread of its own. `notify` and `update` may be called from anywhere at any time.
/// On a terminal without cursor movement (`TERM=dumb`) and on anything that is no terminal, lines are read plainly.
public final class LineEditor: Sendable {
    /// How an editor is set up.
    public struct Configuration: Sendable {
        /// The name under which `~/.editrc` addresses this program.
        public var program: String
        public var history: HistoryFile?
        /// Whether a line goes into the history; lines with a leading blank never do.
        public var shouldRemember: @Sendable (String) -> Bool
        /// The ways to complete what stands before the cursor. Ctrl-C cancels the task it runs in.
        public var complete: @Sendable (CompletionRequest) async -> Completions
        /// Whether the newest line of the history that begins as typed is shown in grey; never under `NO_COLOR`.
        public var suggestsFromHistory: Bool
        public var input: Int32
        public var output: Int32
        public var environment: [String: String]

        public init(
            program: String, history: HistoryFile? = nil,
            shouldRemember: @escaping @Sendable (String) -> Bool = { _ in true },
            complete: @escaping @Sendable (CompletionRequest) async -> Completions = { _ in
                Completions(word: "", candidates: [])
            },
            suggestsFromHistory: Bool = true, input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO,
            environment: [String: String]
        ) {
            self.program = program
            self.history = history
            self.shouldRemember = shouldRemember
            self.complete = complete
            self.suggestsFromHistory = suggestsFromHistory && (environment["NO_COLOR"] ?? "").isEmpty
            self.input = input
            self.output = output
            self.environment = environment
        }
    }

    /// What other threads leave for the one that reads.
    struct Mail {
        var isReading = false
        var notices: [String] = []
        var prompt: Prompt?
        /// Nobody waits for the line any more.
        var isCancelled = false
    }

    private let configuration: Configuration
    private let mail = Mutex(Mail())
    private let wake: WakePipe
    private let terminal: TerminalSession?
    private let plain: PlainReader

    /// Sets the editor up; the terminal is left alone until a line is read.
    public init(_ configuration: Configuration) {
        self.configuration = configuration
        wake = WakePipe()
        plain = PlainReader(input: configuration.input, wake: wake)
        let term = configuration.environment["TERM"] ?? ""
        let isCapable = isatty(configuration.input) == 1 && isatty(configuration.output) == 1
        terminal =
            isCapable && !term.isEmpty && term != "dumb" ? TerminalSession(configuration, wake: wake) : nil
    }

    /// Shows the prompt and reads a line. The next line may be asked for when this one is read.
    ///
    /// When the task is cancelled the line is dropped as by Ctrl-C.
    public func readLine(prompt: Prompt) async -> Signal {
        await read(prompt, isQuestion: false)
    }

    /// Asks a question. The answer is not remembered, and nothing completes or suggests it.
    ///
    /// When the task is cancelled the answer is dropped as by Ctrl-C.
    public func ask(_ question: String) async -> Signal {
        await read(Prompt(question), isQuestion: true)
    }

    private func read(_ prompt: Prompt, isQuestion: Bool) async -> Signal {
        let isFree = mail.withLock { mail in
            if mail.isReading { return false }
            mail.isReading = true
            mail.prompt = nil
            mail.isCancelled = false
            return true
        }
        // A command that was left behind and still asks has nobody to answer it.
        guard isFree else { return .interrupted }
        return await withTaskCancellationHandler {
            await readOnThread(prompt, isQuestion)
        } onCancel: {
            interrupt()
        }
    }

    /// Prints a text above the prompt; the line that is typed stays as it is.
    public func notify(_ text: String) {
        let isReading = mail.withLock { mail in
            if mail.isReading { mail.notices.append(text) }
            return mail.isReading
        }
        if isReading { wake.signal() } else { write(text + "\n") }
    }

    /// Drops the line that is being read, as Ctrl-C does; for an interrupt that came as a signal.
    public func interrupt() {
        mail.withLock { $0.isCancelled = true }
        wake.signal()
    }

    /// Shows another prompt from now on, also in the line that is being read.
    public func update(prompt: Prompt) {
        mail.withLock { $0.prompt = prompt }
        wake.signal()
    }

    private func readOnThread(_ prompt: Prompt, _ isQuestion: Bool) async -> Signal {
        await withCheckedContinuation { continuation in
            let thread = Thread { [self] in continuation.resume(returning: readHere(prompt, isQuestion)) }
            thread.stackSize = 1 << 20
            thread.start()
        }
    }

    // MARK: On the reading thread

    private func readHere(_ prompt: Prompt, _ isQuestion: Bool) -> Signal {
        let signal =
            terminal?.read(prompt: prompt, isQuestion: isQuestion) { [self] in takeMail(isQuestion) }
            ?? readPlainly(prompt)
        if case .line(let line) = signal, !isQuestion { remember(line) }
        let late = mail.withLock { mail in
            mail.isReading = false
            defer { mail.notices = [] }
            return mail.notices
        }
        for notice in late { write(notice + "\n") }
        return signal
    }

    /// A new prompt is for lines, not for the question that stands in their place.
    private func takeMail(_ isQuestion: Bool) -> Mail {
        mail.withLock { mail in
            var taken = mail
            if isQuestion { taken.prompt = nil }
            mail.notices = []
            mail.prompt = nil
            return taken
        }
    }

    private func readPlainly(_ prompt: Prompt) -> Signal {
        let isShown = isatty(configuration.output) == 1
        if isShown { write(prompt.text) }
        return plain.read { typed in
            let start = isShown ? "\n" : ""
            let end = isShown ? prompt.text + typed : ""
            let mail = takeMail(true)
            if !mail.notices.isEmpty { write(start + mail.notices.map { $0 + "\n" }.joined() + end) }
            if mail.isCancelled, isShown { write("\n") }
            return !mail.isCancelled
        }
    }

    private func remember(_ line: String) {
        let isWanted = !line.hasPrefix(" ") && !line.allSatisfy(\.isWhitespace) && configuration.shouldRemember(line)
        guard isWanted, terminal?.remember(line) ?? false else { return }
        configuration.history?.append(line)
    }

    private func write(_ text: String) {
        writeWhole(text, to: configuration.output)
    }
}
