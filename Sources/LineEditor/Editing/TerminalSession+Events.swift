import CEditLine

extension TerminalSession {
    /// libedit asks for the prompt.
    func nextPrompt() -> UnsafeMutablePointer<wchar_t>? {
        promptText?.deallocate()
        promptText = Self.allocated(prompt.marked)
        return promptText
    }

    /// libedit asks for a key; events and pastes are dealt with meanwhile. 0 is the end of the input.
    func nextKey(_ key: UnsafeMutablePointer<wchar_t>?) -> Int32 {
        while true {
            showSuggestion()
            let event = keys.next()
            hideSuggestion()
            if ending != nil { return 0 }
            switch event {
            case .wake: if !attend() { return 0 }
            case .endOfInput: return 0
            case .key(let scalar) where isPasteOpen && scalar != "\u{3}":
                keys.putBack([scalar])
                takePaste()
            case .key(let scalar) where beginsPaste(scalar): takePaste()
            case .key(let scalar):
                if ending != nil { return 0 }
                // The signal of a resize may come later than the key typed after it; libedit must not draw in between.
                if hasResized, !attend() { return 0 }
                (isPasteOpen, pastePlace) = (false, nil)
                key?.pointee = wchar_t(bitPattern: scalar.value)
                return 1
            }
        }
    }

    /// Whether a key is the first of the mark that begins a paste, which may come in pieces.
    ///
    /// An Escape says nothing alone among emacs' keys, so it is held until the next byte. In vi it is a key of its own and
    /// acts after a moment; a mark whose rest comes later still begins a paste, where the cursor was before.
    private func beginsPaste(_ key: Unicode.Scalar) -> Bool {
        let before = lineAtEscape
        lineAtEscape = nil
        if key == "\u{1B}" {
            let isAlone = sluice_uses_vi_keys(editor) == 1
            if take(Paste.start, waiting: isAlone ? Paste.escapePatience : nil) { return true }
            if isAlone, !keys.isAhead { lineAtEscape = line }
        } else if let before, key == Paste.start.unicodeScalars.first,
            take(String(Paste.start.dropFirst()), waiting: nil)
        {
            pastePlace = before
            return true
        }
        return false
    }

    /// Takes keys as the reader does, and looks at what comes from elsewhere meanwhile.
    private func take(_ text: String, waiting milliseconds: Int32?) -> Bool {
        while true {
            switch keys.take(text, waiting: milliseconds) {
            case .taken: return true
            case .other: return false
            case .wake: if !attend() { return false }
            }
        }
    }

    /// Puts pasted text into the line, its line breaks included: it runs when the person presses Enter.
    ///
    /// When the paste pauses, what has come is shown and the rest awaited, so that a slow connection never turns the
    /// rest into keys; Ctrl-C gives up a paste whose end got lost.
    private func takePaste() {
        let (text, isWhole) = Paste.read(&keys)
        isPasteOpen = !isWhole
        if !text.isEmpty {
            redraw {
                var changed = pastePlace ?? line
                changed.before += text
                line = changed
                pastePlace = changed
            }
        }
        if isWhole { pastePlace = nil } else { attend() }
    }

    /// Looks at what has come from elsewhere: notices, another prompt, another window size.
    ///
    /// Answers whether the line is to be read on.
    @discardableResult
    func attend() -> Bool {
        if wake.takeContinuation() { takeTerminalBack() }
        let mail = takeMail()
        if mail.isCancelled { _ = interrupt() }
        let isResized = updateWidth()
        let isChanged = mail.prompt.map { $0 != prompt } ?? false
        if mail.notices.isEmpty, !isResized, !isChanged { return ending == nil }
        redraw(above: mail.notices) {
            if let new = mail.prompt { prompt = new }
            if isResized { el_resize(editor) }
        }
        return ending == nil
    }
}
