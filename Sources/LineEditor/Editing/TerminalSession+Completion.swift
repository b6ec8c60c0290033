import CEditLine
import Foundation
import Synchronization

extension TerminalSession {
    /// Puts in what is certain; shows the candidates where there are several.
    func complete() -> Outcome {
        if isQuestion { return .error }
        let completions = completionsNow(line.before)
        guard let first = completions.candidates.first else { return .error }
        if completions.candidates.count == 1 {
            return replace(completions.word, with: first.text + (first.isFinal ? " " : ""))
        }
        let prefix = completions.commonPrefix
        if prefix.count > completions.word.count { return replace(completions.word, with: prefix) }
        moveBelowLine()
        for row in CandidateTable.rows(completions.candidates, width: width) { write(row + "\r\n") }
        sluice_refresh(editor)
        return .normal
    }

    private func replace(_ word: String, with text: String) -> Outcome {
        var changed = line
        changed.before = changed.before.dropLast(word.count) + text
        line = changed
        return .refresh
    }

    /// Waits for the completer on this thread, which is no thread of the pool that runs it.
    private func completionsNow(_ text: String) -> Completions {
        let complete = configuration.complete
        let done = DispatchSemaphore(value: 0)
        let box = Box()
        Task.detached {
            let completions = await complete(text)
            box.value.withLock { $0 = completions }
            done.signal()
        }
        done.wait()
        return box.value.withLock { $0 }
    }

    private final class Box: Sendable {
        let value = Mutex(Completions(word: "", candidates: []))
    }
}
