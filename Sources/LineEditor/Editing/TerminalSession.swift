import CEditLine
import Foundation
import Glibc

/// libedit on a terminal, with what it lacks: events while keys are awaited, pastes, kills that join, and a redraw
/// that does not trust its idea of the cursor.
///
/// `@unchecked Sendable`: libedit and everything here is touched only by the thread that reads a line, and only one
/// line is read at a time (`LineEditor.readLine`).
final class TerminalSession: @unchecked Sendable {
    let configuration: LineEditor.Configuration
    let wake: WakePipe
    var keys: KeyReader
    private(set) var editor: OpaquePointer?
    private let historyList: OpaquePointer?
    private(set) var files: [UnsafeMutablePointer<FILE>] = []
    private var keptTexts: [UnsafeMutablePointer<wchar_t>] = []
    var promptText: UnsafeMutablePointer<wchar_t>?
    var takeMail: () -> LineEditor.Mail = { LineEditor.Mail() }

    var prompt = Prompt("")
    /// A question is answered without completion, suggestions and lines of the history.
    var isQuestion = false
    /// Lines typed before, oldest first.
    var history: [String]?
    var walk: HistoryWalk?
    var kills = KillRing()
    /// The line right after a kill, a yank or a last-argument; the next one goes on from it if nothing changed.
    var lastKill: EditedLine?
    var lastYank: (line: EditedLine, text: String)?
    var lastArgument: (line: EditedLine, text: String, index: Int)?
    /// Set by a key that ends the line without Enter.
    var ending: Signal?
    /// A paste has begun and its end has not come yet: no line break in it is an Enter.
    var isPasteOpen = false
    /// The line when an Escape acted alone, until the next key: it may have been the first byte of a paste.
    var lineAtEscape: EditedLine?
    /// The line as the open paste has left it, or is to find it: vi's command mode moves the cursor off the end.
    var pastePlace: EditedLine?
    /// The row that stands in the line's place during a search.
    var shownSearch = ""
    /// A suggestion stands in grey behind the cursor.
    var isSuggesting = false
    var width = 80
    /// The width that prompt and line were last drawn for.
    var drawnWidth = 80

    init(_ configuration: LineEditor.Configuration, wake: WakePipe) {
        self.configuration = configuration
        self.wake = wake
        keys = KeyReader(input: configuration.input, wake: wake.readEnd)
        historyList = history_winit()
        _ = DisplayWidth.usesUnicode
    }

    deinit {
        if let editor { el_end(editor) }
        if let historyList { history_wend(historyList) }
        for file in files { fclose(file) }
        promptText?.deallocate()
        for text in keptTexts { text.deallocate() }
    }

    /// Reads a line, with the terminal in editing mode meanwhile.
    func read(prompt: Prompt, isQuestion: Bool, takeMail: @escaping () -> LineEditor.Mail) -> Signal? {
        guard let editor = editor ?? makeEditor() else { return nil }
        self.isQuestion = isQuestion
        self.takeMail = takeMail
        self.prompt = prompt
        (walk, lastKill, lastYank, lastArgument, ending) = (nil, nil, nil, nil, nil)
        (isPasteOpen, lineAtEscape, pastePlace) = (false, nil, nil)
        // A question is answered by what is typed after it was seen.
        if isQuestion { keys.discard() }
        loadHistory()
        updateWidth()
        el_resize(editor)
        drawnWidth = width
        // libedit itself would show the prompt first: keys typed in between would be echoed by the terminal.
        sluice_prepare_terminal(editor, 1)
        write(Paste.enable)
        defer {
            write(Paste.disable)
            self.takeMail = { LineEditor.Mail() }
        }
        var count: Int32 = 0
        let line = el_wgets(editor, &count)
        if let ending { return ending }
        guard let line, count > 0 else { return .endOfInput }
        var text = Self.string(line, count: Int(count))
        if text.last == "\n" { text.removeLast() }
        return .line(text)
    }

    // MARK: Setting up

    private func makeEditor() -> OpaquePointer? {
        guard let input = fdopen(dup(configuration.input), "r"), let output = fdopen(dup(configuration.output), "w")
        else { return nil }
        files = [input, output]
        guard let editor = el_init(configuration.program, input, output, output) else { return nil }
        self.editor = editor
        if let terminal = configuration.environment["TERM"] { sluice_set_terminal(editor, terminal) }
        sluice_set_client_data(editor, Unmanaged.passUnretained(self).toOpaque())
        sluice_use_emacs_keys(editor)
        sluice_set_prompt(editor, { TerminalSession.of($0)?.nextPrompt() }, 1)
        sluice_set_reader(editor) { editor, key in TerminalSession.of(editor)?.nextKey(key) ?? 0 }
        sluice_take_raw_keys(editor)
        if let historyList {
            var event = HistEventW()
            sluice_history_size(historyList, &event, Int32(configuration.history?.limit ?? 500))
            sluice_set_history(editor, historyList)
        }
        addFunctions(to: editor)
        bindKeys(in: editor)
        applyEditrc(to: editor)
        wake.followTerminal()
        return editor
    }

    /// A text for libedit that lives as long as the session.
    func keep(_ text: String) -> UnsafeMutablePointer<wchar_t> {
        let kept = Self.allocated(text)
        keptTexts.append(kept)
        return kept
    }

    /// The session behind libedit's pointer, as it stands in the client data.
    static func of(_ editor: OpaquePointer?) -> TerminalSession? {
        guard let editor, let data = sluice_client_data(editor) else { return nil }
        return Unmanaged<TerminalSession>.fromOpaque(data).takeUnretainedValue()
    }

    private func loadHistory() {
        guard history == nil else { return }
        let lines = configuration.history?.load() ?? []
        history = lines
        for line in lines { enter(line) }
    }

    /// Adds a line to the history of this session. Answers whether it is a new one.
    func remember(_ line: String) -> Bool {
        if history?.last == line { return false }
        history = (history ?? []) + [line]
        enter(line)
        return true
    }

    private func enter(_ line: String) {
        guard let historyList else { return }
        var event = HistEventW()
        Self.withWide(line) { _ = sluice_history_enter(historyList, &event, $0) }
    }
}
