import CEditLine
import Foundation
import Synchronization

extension TerminalSession {
    /// Puts in what is certain; shows the candidates where there are several.
    func complete() -> Outcome {
        guard !isQuestion, let completions = completionsNow(), let first = completions.candidates.first else {
            return .error
        }
        if completions.candidates.count == 1 {
            return replace(completions.word, with: first.text + (first.isFinal ? " " : ""))
        }
        let prefix = completions.commonPrefix
        if prefix.count > completions.word.count { return replace(completions.word, with: prefix) }
        moveBelowLine()
        for row in CandidateTable.rows(completions.candidates, width: width) { write(row + "\r\n") }
        repaint()
        return .normal
    }

    private func replace(_ word: String, with text: String) -> Outcome {
        var changed = line
        changed.before = changed.before.dropLast(word.count) + text
        line = changed
        return .refresh
    }

    /// Waits for the completer; notices come through meanwhile, Ctrl-C gives up, other keys are read afterwards.
    private func completionsNow() -> Completions? {
        let request = CompletionRequest(line: line.text, cursor: line.before.count)
        let (complete, wake) = (configuration.complete, wake)
        let answer = Answer()
        let task = Task.detached {
            let completions = await complete(request)
            answer.value.withLock { $0 = completions }
            wake.signal()
        }
        var typedAhead: [Unicode.Scalar] = []
        defer { keys.putBack(typedAhead) }
        while true {
            if let completions = answer.value.withLock({ $0 }) { return completions }
            switch keys.next() {
            case .wake where attend(): break
            case .key("\u{3}"), .endOfInput, .wake:
                task.cancel()
                return nil
            case .key(let scalar): typedAhead.append(scalar)
            }
        }
    }

    private final class Answer: Sendable {
        let value = Mutex<Completions?>(nil)
    }
}
