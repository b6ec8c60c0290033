import Credentials
import Foundation
import Runner

/// `sluice runner [--agent SOCKET] [DIR or --fork-server]`: runs a build. It is internal: the engine starts it.
enum RunnerCommand {
    private static let agent = "--agent"

    /// What makes this program a runner which hides what the agent at a socket has handed out.
    static func arguments(agent socket: URL) -> [String] { ["runner", agent, socket.path] }

    /// Answers the exit code.
    static func main(_ words: [String]) -> Int32 {
        guard words.first == agent, words.count > 1 else { return RunnerProcess.main(directory: words.first) }
        let handedOut = HandedOutMasking(socket: URL(filePath: words[1]))
        return RunnerProcess.main(directory: words.dropFirst(2).first) { handedOut.news() }
    }
}
