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
    private var files: [UnsafeMutablePointer<FILE>] = []
    private var keptTexts: [UnsafeMutablePointer<wchar_t>] = []
    private var promptText: UnsafeMutablePointer<wchar_t>?
    private var takeMail: () -> LineEditor.Mail = { LineEditor.Mail() }

    var prompt = Prompt("")
    /// A question has no completion.
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
    /// Keys to be read before the terminal's.
    var pushedBack: [Unicode.Scalar] = []
    var width = 80

    init?(_ configuration: LineEditor.Configuration, wake: WakePipe) {
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
        loadHistory()
        updateWidth()
        el_resize(editor)
        write(Paste.enable)
        defer {
            write(Paste.disable)
            self.takeMail = { LineEditor.Mail() }
        }
        var count: Int32 = 0
        let line = el_wgets(editor, &count)
        if let ending { return finish(ending) }
        guard let line, count > 0 else { return .endOfInput }
        var text = Self.string(line, count: Int(count))
        if text.last == "\n" { text.removeLast() }
        return .line(text)
    }

    private func finish(_ signal: Signal) -> Signal {
        if signal == .interrupted { write("\r\n") }
        return signal
    }

    // MARK: Setting up

    private func makeEditor() -> OpaquePointer? {
        guard let input = fdopen(dup(configuration.input), "r"), let output = fdopen(dup(configuration.output), "w")
        else { return nil }
        files = [input, output]
        guard let editor = el_init(configuration.program, input, output, output) else { return nil }
        self.editor = editor
        sluice_set_client_data(editor, Unmanaged.passUnretained(self).toOpaque())
        sluice_use_emacs_keys(editor)
        sluice_set_prompt(editor, { TerminalSession.of($0)?.nextPrompt() }, 1)
        sluice_set_reader(editor) { editor, key in TerminalSession.of(editor)?.nextKey(key) ?? 0 }
        sluice_take_signal_keys(editor)
        if let historyList {
            var event = HistEventW()
            sluice_history_size(historyList, &event, Int32(configuration.history?.limit ?? 500))
            sluice_set_history(editor, historyList)
        }
        addKeys(to: editor)
        _ = el_source(editor, nil)
        wake.followWindowSize()
        return editor
    }

    /// The session behind libedit's pointer, as it stands in the client data.
    static func of(_ editor: OpaquePointer?) -> TerminalSession? {
        guard let editor, let data = sluice_client_data(editor) else { return nil }
        return Unmanaged<TerminalSession>.fromOpaque(data).takeUnretainedValue()
    }

    /// A text that lives as long as the editor: libedit keeps pointers to the names of functions, not copies.
    func kept(_ text: String) -> UnsafePointer<wchar_t> {
        let copy = Self.wide(text)
        keptTexts.append(copy)
        return UnsafePointer(copy)
    }

    private static func wide(_ text: String) -> UnsafeMutablePointer<wchar_t> {
        let codes = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
        let copy = UnsafeMutablePointer<wchar_t>.allocate(capacity: codes.count)
        copy.initialize(from: codes, count: codes.count)
        return copy
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

    // MARK: libedit's questions

    private func nextPrompt() -> UnsafeMutablePointer<wchar_t>? {
        promptText?.deallocate()
        promptText = Self.wide(prompt.marked)
        return promptText
    }

    /// libedit asks for a key; events are dealt with meanwhile. 0 is the end of the input.
    private func nextKey(_ key: UnsafeMutablePointer<wchar_t>?) -> Int32 {
        while true {
            if !pushedBack.isEmpty {
                key?.pointee = wchar_t(bitPattern: pushedBack.removeFirst().value)
                return 1
            }
            switch keys.next() {
            case .key(let scalar):
                key?.pointee = wchar_t(bitPattern: scalar.value)
                return 1
            case .wake:
                attend()
            case .endOfInput:
                return 0
            }
        }
    }

    /// Looks at what has come from elsewhere: notices, another prompt, another window size.
    private func attend() {
        let mail = takeMail()
        let isResized = updateWidth()
        let isChanged = mail.prompt.map { $0 != prompt } ?? false
        if mail.notices.isEmpty, !isResized, !isChanged { return }
        redraw(above: mail.notices) {
            if let new = mail.prompt { prompt = new }
            if isResized { el_resize(editor) }
        }
    }

    // MARK: Drawing

    /// Takes the width of the window anew. Answers whether it has changed.
    @discardableResult
    func updateWidth() -> Bool {
        var size = winsize()
        guard ioctl(configuration.output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return false }
        defer { width = Int(size.ws_col) }
        return width != Int(size.ws_col)
    }

    /// Wipes prompt and line, prints texts in their place, and draws prompt and line anew below them.
    ///
    /// The row of the cursor is worked out from what is shown: after a change of the window's size libedit's own idea
    /// of it is stale. Terminals rewrap what they show, so the new width is the one that counts.
    func redraw(above texts: [String] = [], then change: () -> Void = {}) {
        guard let editor else { return }
        moveToPrompt()
        for text in texts { write(text.replacing("\n", with: "\r\n") + "\r\n") }
        change()
        sluice_refresh(editor)
    }

    /// Moves to the first column of the prompt and clears from there to the end of the screen.
    func moveToPrompt() {
        let rows = Layout(prompt.text + line.before, width: width).row
        write((rows > 0 ? "\u{1B}[\(rows)A" : "") + "\r\u{1B}[J")
    }

    /// Moves behind the line, to the start of a row of its own.
    func moveBelowLine() {
        let here = Layout(prompt.text + line.before, width: width).row
        let end = Layout(prompt.text + line.text, width: width).row
        write((end > here ? "\u{1B}[\(end - here)B" : "") + "\r\n")
    }

    /// Writes to the terminal, after what libedit has written so far.
    func write(_ text: String) {
        if files.count > 1 { fflush(files[1]) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(configuration.output, $0.baseAddress, $0.count) }
            if count < 0 && errno != EINTR && errno != EAGAIN { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    // MARK: The line

    /// The line as libedit has it.
    var line: EditedLine {
        get {
            guard let editor, let info = el_wline(editor)?.pointee, let start = info.buffer, let cursor = info.cursor,
                let end = info.lastchar
            else { return EditedLine(before: "", after: "") }
            return EditedLine(
                before: Self.string(start, count: cursor - start), after: Self.string(cursor, count: end - cursor))
        }
        set {
            guard let editor else { return }
            let old = line
            el_cursor(editor, Int32(old.after.unicodeScalars.count))
            el_deletestr(editor, Int32(old.text.unicodeScalars.count))
            Self.withWide(newValue.text) { _ = el_winsertstr(editor, $0) }
            el_cursor(editor, -Int32(newValue.after.unicodeScalars.count))
        }
    }

    private static func string(_ start: UnsafePointer<wchar_t>, count: Int) -> String {
        var view = String.UnicodeScalarView()
        for code in UnsafeBufferPointer(start: start, count: count) {
            view.append(Unicode.Scalar(UInt32(bitPattern: code)) ?? "\u{FFFD}")
        }
        return String(view)
    }

    static func withWide(_ text: String, _ body: (UnsafePointer<wchar_t>) -> Void) {
        let codes = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
        codes.withUnsafeBufferPointer { buffer in
            if let start = buffer.baseAddress { body(start) }
        }
    }
}
