import CEditLine
import Foundation

extension TerminalSession {
    /// Carries out the person's `.editrc`, one line at a time.
    ///
    /// libedit's own `el_source` would do, but `bind -v` and `bind -e` begin with a fresh key map: our keys are put
    /// into it there and then, so that the lines below can still bind otherwise.
    func applyEditrc(to editor: OpaquePointer) {
        let environment = configuration.environment
        let path = environment["EDITRC"] ?? environment["HOME"].map { $0 + "/.editrc" }
        guard let path, let data = FileManager.default.contents(atPath: path) else { return }
        for line in String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            apply(line, to: editor)
            if startsFreshMap(words) { bindKeys(in: editor) }
        }
    }

    private func apply(_ line: Substring, to editor: OpaquePointer) {
        guard let tokenizer = tok_winit(nil) else { return }
        defer { tok_wend(tokenizer) }
        var count: Int32 = 0
        var words: UnsafeMutablePointer<UnsafePointer<wchar_t>?>?
        Self.withWide(String(line)) { line in
            if tok_wstr(tokenizer, line, &count, &words) == 0, count > 0 { el_wparse(editor, count, words) }
        }
    }

    private func startsFreshMap(_ words: [Substring]) -> Bool {
        guard let command = words.first?.split(separator: ":", omittingEmptySubsequences: false) else { return false }
        let isOurs = command.count == 1 || configuration.program.contains(command[0])
        return isOurs && command.last == "bind" && words.dropFirst().contains { $0 == "-v" || $0 == "-e" }
    }
}
