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
            case .key("\u{1B}") where keys.take(Paste.start): takePaste()
            case .key(let scalar) where isPasteOpen && scalar != "\u{3}":
                keys.putBack([scalar])
                takePaste()
            case .key(let scalar):
                // The signal of a resize may come later than the key typed after it; libedit must not draw in between.
                if hasResized, !attend() { return 0 }
                isPasteOpen = false
                key?.pointee = wchar_t(bitPattern: scalar.value)
                return 1
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
        if !text.isEmpty { redraw { line.before += text } }
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
