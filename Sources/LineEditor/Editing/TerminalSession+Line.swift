import CEditLine

extension TerminalSession {
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
            if newValue == old { return }
            el_cursor(editor, Int32(old.after.unicodeScalars.count))
            el_deletestr(editor, Int32(old.text.unicodeScalars.count))
            Self.withWide(newValue.text) { _ = el_winsertstr(editor, $0) }
            el_cursor(editor, -Int32(newValue.after.unicodeScalars.count))
        }
    }

    static func string(_ start: UnsafePointer<wchar_t>, count: Int) -> String {
        var view = String.UnicodeScalarView()
        for code in UnsafeBufferPointer(start: start, count: count) {
            view.append(Unicode.Scalar(UInt32(bitPattern: code)) ?? "\u{FFFD}")
        }
        return String(view)
    }

    /// The text in memory that the caller frees.
    static func allocated(_ text: String) -> UnsafeMutablePointer<wchar_t> {
        let codes = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
        let memory = UnsafeMutablePointer<wchar_t>.allocate(capacity: codes.count)
        memory.initialize(from: codes, count: codes.count)
        return memory
    }

    static func withWide(_ text: String, _ body: (UnsafePointer<wchar_t>) -> Void) {
        let codes = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
        codes.withUnsafeBufferPointer { buffer in
            if let start = buffer.baseAddress { body(start) }
        }
    }
}
