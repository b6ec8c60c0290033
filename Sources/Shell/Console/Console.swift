public import Credentials
public import Foundation

/// The only way in and out of a command.
///
/// Answers go to standard output; progress, notices and problems to standard error when standard output is no terminal.
public struct Console: Sendable {
    public var isInputTerminal: Bool
    public var isOutputTerminal: Bool
    /// Columns of the terminal at this moment; `nil` where there is none.
    public var columns: @Sendable () -> Int?
    /// Rows of the terminal at this moment; `nil` where there is none.
    public var rows: @Sendable () -> Int? = { nil }
    public var style: Style
    /// Writes to standard output.
    public var writeOutput: @Sendable (String) -> Void
    /// Writes to standard error.
    public var writeError: @Sendable (String) -> Void
    /// Hides the secrets that the credential store has handed out, in whatever is shown.
    public var masking: @Sendable (String) -> String = { $0 }
    /// Hides a secret too that is only tried, until `endTrials`.
    public var hide: @Sendable (Secret) -> Void = { _ in }
    /// From here on what was tried in vain is hidden no more: it may be a word that was typed at the wrong question.
    public var endTrials: @Sendable () -> Void = {}
    /// Shows a question and reads the line that answers it.
    public var readAnswer: @Sendable (String) async -> String?
    /// As `readAnswer`, for what nobody may see while it is typed.
    public var readHidden: @Sendable (String) async -> Secret?
    /// Hides what is typed until what it answers is called.
    public var hideTyping: @Sendable () -> @Sendable () -> Void = { {} }

    public init(
        isInputTerminal: Bool, isOutputTerminal: Bool, style: Style = .plain,
        columns: @escaping @Sendable () -> Int? = { nil }, writeOutput: @escaping @Sendable (String) -> Void,
        writeError: @escaping @Sendable (String) -> Void,
        readAnswer: @escaping @Sendable (String) async -> String? = { _ in nil },
        readHidden: @escaping @Sendable (String) async -> Secret? = { _ in nil }
    ) {
        self.isInputTerminal = isInputTerminal
        self.isOutputTerminal = isOutputTerminal
        self.columns = columns
        self.style = style
        self.writeOutput = writeOutput
        self.writeError = writeError
        self.readAnswer = readAnswer
        self.readHidden = readHidden
    }

    /// Columns for what has to be broken somewhere, with or without a terminal.
    public var width: Int { columns() ?? 80 }

    /// As `width`, for rows.
    var height: Int { rows() ?? 24 }

    /// Prints lines of the answer; on a terminal they are broken at blanks.
    public func show(_ lines: [String]) { write(masked(lines).map(broken)) }

    /// Prints lines as they are: logs, files, and what programs read.
    public func show(verbatim lines: [String]) { write(masked(lines)) }

    private func write(_ lines: [String]) {
        if !lines.isEmpty { writeOutput(style.spelled(lines.joined(separator: "\n")) + "\n") }
    }

    /// Before anything is cut or broken: what is left of a secret could be no secret any more, and yet most of one.
    private func masked(_ lines: [String]) -> [String] {
        lines.isEmpty ? [] : masking(lines.joined(separator: "\n")).components(separatedBy: "\n")
    }

    /// Prints the rows of a table; on a terminal each is cut to its width, so that columns stay columns.
    public func show(rows: [String]) {
        let rows = masked(rows)
        guard let width = columns() else { return write(rows) }
        write(rows.map { Styled.cut($0, to: width) })
    }

    public func show(_ line: String) { show([line]) }

    /// Prints an answer as JSON, in the API's own shapes.
    public func show(json value: some Encodable, encoder: JSONEncoder) throws {
        show(verbatim: [Untrusted.escapedJSON(String(decoding: try encoder.encode(value), as: UTF8.self))])
    }

    /// Prints progress: beside the answer on a terminal, out of its way in a pipe.
    public func note(_ line: String) {
        let line = style.spelled(wrapped(line)) + "\n"
        if isOutputTerminal { writeOutput(line) } else { writeError(line) }
    }

    /// Prints why something was not done.
    func complain(_ failure: CommandFailure) {
        for line in failure.lines { writeError(wrapped(line) + "\n") }
    }

    /// The text as it goes to the terminal: no secret is in it, and no word is broken by its margin.
    func wrapped(_ text: String) -> String { broken(masking(text)) }

    private func broken(_ text: String) -> String { columns().map { Styled.wrapped(text, to: $0) } ?? text }

    /// Asks the person at the terminal for a line; `nil` when the input ends or the question is interrupted.
    public func ask(_ question: String) async -> String? { await readAnswer(lastLine(of: question)) }

    /// As `ask`, for what nobody may see while it is typed.
    public func readSecret(_ question: String) async -> Secret? { await readHidden(lastLine(of: question)) }

    /// Keeps hidden what is typed, between questions too, while `body` runs: for what takes its time with a secret.
    func hidingTyping<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        let show = hideTyping()
        defer { show() }
        return try await body()
    }

    /// What the answer is typed behind; what a long question has above it is shown.
    private func lastLine(of question: String) -> String {
        let end = question.reversed().prefix { $0 == " " }
        var lines = wrapped(String(question.dropLast(end.count))).components(separatedBy: "\n")
        let last = lines.removeLast() + String(end)
        if !lines.isEmpty { note(lines.joined(separator: "\n")) }
        return last
    }

    /// Asks a yes-or-no question. Anything but y or n asks again; the end of the input is no.
    public func confirm(_ question: String) async -> Bool {
        while let answer = await ask("\(question) [y/n] ") {
            switch answer.trimmingCharacters(in: .whitespaces).lowercased() {
            case "y", "yes": return true
            case "n", "no": return false
            default: note("Please answer y or n.")
            }
        }
        return false
    }
}
