import Dispatch
import Foundation
import Glibc
import LineEditor

/// Reads lines and says how each ended, so that tests can drive the editor as a process of its own.
///
/// `USR1` brings a notice, the text of which stands in `FIXTURE_NOTICE`. `FIXTURE_HISTORY` names the history file.
@main
enum Main {
    static func main() async {
        let environment = ProcessInfo.processInfo.environment
        let history = environment["FIXTURE_HISTORY"].map { HistoryFile(URL(filePath: $0)) }
        let editor = LineEditor(.init(program: "fixture", history: history, environment: environment))
        signal(SIGUSR1, SIG_IGN)
        let notices = DispatchSource.makeSignalSource(signal: SIGUSR1)
        notices.setEventHandler { @Sendable in editor.notify(environment["FIXTURE_NOTICE"] ?? "a notice") }
        notices.resume()
        let prompt = Prompt([.init("fixture ", style: "1;32"), .init("› ")])
        while true {
            switch await editor.readLine(prompt: prompt) {
            case .line(let line): editor.notify("read \(line.debugDescription)")
            case .interrupted: editor.notify("interrupted")
            case .endOfInput: return editor.notify("end of input")
            }
        }
    }
}
