import CEditLine
import Glibc

/// What libedit is told after one of our functions.
enum Outcome: UInt8 {
    case normal = 0
    case newLine = 1
    case endOfFile = 2
    case refresh = 4
    case error = 6
}

extension TerminalSession {
    private struct Function {
        var name: String
        var help: String
        var keys: [String]
        var run: @convention(c) (OpaquePointer?, wint_t) -> UInt8
    }

    /// Makes our functions known to libedit, which keeps the pointers to their names: so does the session.
    func addFunctions(to editor: OpaquePointer) {
        for function in Self.functions {
            _ = sluice_add_function(editor, keep(function.name), keep(function.help), function.run)
        }
    }

    /// Binds our keys in the key map in use; the user's `.editrc` comes after this and may bind otherwise.
    func bindKeys(in editor: OpaquePointer) {
        let usesVi = sluice_uses_vi_keys(editor) == 1
        for function in Self.functions {
            Self.withWide(function.name) { name in
                for key in function.keys where !usesVi || key.hasPrefix("^") {
                    Self.withWide(key) { _ = sluice_bind(editor, $0, name) }
                }
                for key in function.keys where usesVi && Self.viCommandKeys.contains(key) {
                    Self.withWide(key) { _ = sluice_bind_command(editor, $0, name) }
                }
            }
        }
        if !usesVi { bindFunctionKeys(in: editor) }
    }

    /// What vi's command mode needs of ours; an Escape leads to it, so no key of several bytes is bound for vi.
    private static let viCommandKeys: Set = ["^C", "^Z", "^D", "^R"]

    /// Keys of today's terminals that libedit leaves unbound.
    private func bindFunctionKeys(in editor: OpaquePointer) {
        let keys = [
            ("\\e[1;5C", "em-next-word"), ("\\e[1;3C", "em-next-word"), ("\\e[1;5D", "ed-prev-word"),
            ("\\e[1;3D", "ed-prev-word"), ("\\e[H", "ed-move-to-beg"), ("\\eOH", "ed-move-to-beg"),
            ("\\e[1~", "ed-move-to-beg"),
        ]
        for (key, name) in keys {
            Self.withWide(key) { key in Self.withWide(name) { _ = sluice_bind(editor, key, $0) } }
        }
    }

    private func call(_ body: (TerminalSession) -> Outcome) -> UInt8 { body(self).rawValue }

    /// C functions cannot carry context, so each finds its session through libedit.
    private static let functions: [Function] = [
        Function(name: "sluice-interrupt", help: "Drop the line", keys: ["^C"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.interrupt() } ?? 0
        },
        Function(name: "sluice-suspend", help: "Suspend the shell", keys: ["^Z"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.suspend() } ?? 0
        },
        Function(name: "sluice-leave", help: "Delete, or leave on an empty line", keys: ["^D"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.deleteOrLeave() } ?? 0
        },
        Function(name: "sluice-complete", help: "Complete the word", keys: ["^I"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.complete() } ?? 0
        },
        Function(name: "sluice-search", help: "Search the history", keys: ["^R"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.search() } ?? 0
        },
        Function(name: "sluice-older", help: "Older line with this beginning", keys: ["\\e[A", "\\eOA", "^P"]) {
            editor, _ in
            TerminalSession.of(editor)?.call { $0.walkHistory { $0.older() } } ?? 0
        },
        Function(name: "sluice-newer", help: "Newer line with this beginning", keys: ["\\e[B", "\\eOB", "^N"]) {
            editor, _ in
            TerminalSession.of(editor)?.call { $0.walkHistory { $0.newer() } } ?? 0
        },
        Function(name: "sluice-delete-back", help: "Delete the character before", keys: ["^?", "^H"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.delete { $0.deleteBackward() } } ?? 0
        },
        Function(name: "sluice-delete", help: "Delete the character under the cursor", keys: ["\\e[3~"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.delete { $0.deleteForward() } } ?? 0
        },
        Function(name: "sluice-left", help: "One character left", keys: ["\\e[D", "\\eOD", "^B"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.moveLeft() } ?? 0
        },
        Function(name: "sluice-right", help: "One character right", keys: ["\\e[C", "\\eOC", "^F"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.moveRight() } ?? 0
        },
        Function(
            name: "sluice-end", help: "To the end of the line", keys: ["^E", "\\e[F", "\\eOF", "\\e[4~"]
        ) { editor, _ in TerminalSession.of(editor)?.call { $0.moveToEnd() } ?? 0 },
        Function(name: "sluice-kill-word-back", help: "Kill the word before", keys: ["\\e^?", "\\e^H"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.kill(.backward) { $0.killWordBackward() } } ?? 0
        },
        Function(name: "sluice-kill-blank-word-back", help: "Kill back to a blank", keys: ["^W"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.kill(.backward) { $0.killBlankWordBackward() } } ?? 0
        },
        Function(name: "sluice-kill-word", help: "Kill the word behind", keys: ["\\ed"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.kill(.forward) { $0.killWordForward() } } ?? 0
        },
        Function(name: "sluice-kill-to-end", help: "Kill to the end", keys: ["^K"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.kill(.forward) { $0.killToEnd() } } ?? 0
        },
        Function(name: "sluice-kill-to-start", help: "Kill to the start", keys: ["^U"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.kill(.backward) { $0.killToStart() } } ?? 0
        },
        Function(name: "sluice-yank", help: "Put the last kill in", keys: ["^Y"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.yank() } ?? 0
        },
        Function(name: "sluice-yank-pop", help: "Put an older kill in instead", keys: ["\\ey"]) { editor, _ in
            TerminalSession.of(editor)?.call { $0.yankOlder() } ?? 0
        },
        Function(name: "sluice-last-argument", help: "Put in the last word of an older line", keys: ["\\e.", "\\e_"]) {
            editor, _ in
            TerminalSession.of(editor)?.call { $0.insertLastArgument() } ?? 0
        },
    ]

    // MARK: Leaving

    func interrupt() -> Outcome {
        moveToEndOfLine()
        write("^C\r\n")
        ending = .interrupted
        return .endOfFile
    }

    private func deleteOrLeave() -> Outcome {
        if !line.text.isEmpty { return delete { $0.deleteForward() } }
        ending = .endOfInput
        write("\r\n")
        return .endOfFile
    }

    /// Gives the terminal back and stops the process as Ctrl-Z does.
    private func suspend() -> Outcome {
        moveToEndOfLine()
        write("^Z\r\n" + Paste.disable)
        sluice_prepare_terminal(editor, 0)
        stopProcess()
        _ = wake.takeContinuation()
        takeTerminalBack()
        return .normal
    }

    /// Sets the terminal up for editing, whatever others have made of it meanwhile, and draws everything anew.
    func takeTerminalBack() {
        setModes()
        write("\r\u{1B}[J")
        updateWidth()
        el_resize(editor)
        repaint()
    }

    /// Puts the terminal into the modes for editing, whatever it is in.
    func setModes() {
        // libedit sets no mode that it believes to be set. Where it is right, as after a SIGCONT that no stop came before,
        // the terminal must not be given back for an instant: it would echo the keys that come in it.
        if takesWholeLines { sluice_prepare_terminal(editor, 0) }
        sluice_prepare_terminal(editor, 1)
        write(Paste.enable)
    }

    /// Whether the terminal is in the modes that others use, in which it edits lines itself.
    private var takesWholeLines: Bool {
        var modes = termios()
        return tcgetattr(configuration.input, &modes) == 0 && modes.c_lflag & tcflag_t(ICANON) != 0
    }

    /// Stops the process by a signal to this thread: no other one may take it while this one runs on and takes the
    /// terminal back. Threads that begin on Dispatch's have the signal blocked.
    private func stopProcess() {
        var (stop, before) = (sigset_t(), sigset_t())
        sigemptyset(&stop)
        sigaddset(&stop, SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &stop, &before)
        raise(SIGTSTP)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }

    // MARK: Editing

    private func edit(_ change: (inout EditedLine) -> Void) -> Outcome {
        var changed = line
        change(&changed)
        if changed == line { return .error }
        line = changed
        return .refresh
    }

    private func delete(_ change: (inout EditedLine) -> String) -> Outcome {
        edit { _ = change(&$0) }
    }

    private func kill(_ direction: KillRing.Direction, _ change: (inout EditedLine) -> String) -> Outcome {
        let joins = lastKill == line
        return edit { line in
            kills.add(change(&line), direction, joins: joins)
            lastKill = line
        }
    }

    private func yank() -> Outcome {
        guard let text = kills.yank() else { return .error }
        return edit { line in
            line.before += text
            lastYank = (line, text)
        }
    }

    private func yankOlder() -> Outcome {
        guard let last = lastYank, last.line == line, let text = kills.yankOlder() else { return .error }
        return edit { line in
            line.before = line.before.dropLast(last.text.count) + text
            lastYank = (line, text)
        }
    }

    private func moveLeft() -> Outcome {
        edit { if let character = $0.before.popLast() { $0.after = String(character) + $0.after } }
    }

    private func moveRight() -> Outcome {
        if line.after.isEmpty { return acceptSuggestion() }
        return edit { if !$0.after.isEmpty { $0.before.append($0.after.removeFirst()) } }
    }

    private func moveToEnd() -> Outcome {
        if line.after.isEmpty { return acceptSuggestion() }
        return edit { $0 = EditedLine(before: $0.text, after: "") }
    }

    private func acceptSuggestion() -> Outcome {
        guard let rest = suggestion(for: line) else { return .normal }
        return edit { $0.before += rest }
    }

    /// The last word of the line before; repeated, of the line before that.
    private func insertLastArgument() -> Outcome {
        if isQuestion { return .error }
        let lines = history ?? []
        let last = lastArgument.flatMap { $0.line == line ? $0 : nil }
        guard let index = lines[..<(last?.index ?? lines.count)].indices.last,
            let word = lines[index].split(whereSeparator: \.isWhitespace).last.map(String.init)
        else { return .error }
        return edit { line in
            line.before = line.before.dropLast(last?.text.count ?? 0) + word
            lastArgument = (line, word, index)
        }
    }

    // MARK: History

    private func walkHistory(_ step: (inout HistoryWalk) -> String?) -> Outcome {
        if isQuestion { return .error }
        let typed = line.text
        if walk?.shown != typed { walk = HistoryWalk(history ?? [], typed: typed) }
        guard
            let text = walk.flatMap({ walk in
                var walk = walk
                defer { self.walk = walk }
                return step(&walk)
            })
        else { return .error }
        return edit { $0 = EditedLine(before: text, after: "") }
    }
}
