import AgentLink
import CLinux
import Credentials
import Foundation
import Glibc
import Shell

/// This program in the place of `SSH_ASKPASS` (ssh(1)): answers for the passphrase of a key with the store's entry for it,
/// and lets the person at the terminal answer anything else that ssh asks.
///
/// Each call of git has ssh start it, which reads the answer from a pipe.
struct SSHAskpass {
    let question: String
    let environment: [String: String]
    let store: CredentialStore

    /// Whether ssh has started this program, and no person: its question is one argument of several words.
    static func isMeant(_ arguments: [String], _ environment: [String: String]) -> Bool {
        guard arguments.count == 1, arguments[0].contains(" "), let program = environment["SSH_ASKPASS"] else {
            return false
        }
        return URL(filePath: program).resolvingSymlinksInPath().path == EngineLauncher.executable.path
    }

    /// Answers the exit code. What ssh wants of the question it says in a variable, if it is no answer.
    static func main(_ question: String, _ environment: [String: String]) async -> Int32 {
        let askpass = SSHAskpass(
            question: question, environment: environment,
            store: CredentialStore(folders: Folders(environment: environment)))
        switch environment["SSH_ASKPASS_PROMPT"] {
        case "none": return askpass.show()
        case "confirm": return askpass.isAgreedTo() ? 0 : 1
        default: break
        }
        guard let answer = await askpass.answer() else { return 1 }
        StandardStreams.write(answer.withBytes { Array($0) } + [UInt8(ascii: "\n")])
        return 0
    }

    private func answer() async -> Secret? {
        if let key = SSHQuestion(question).key {
            do {
                if let secret = try await passphrase(of: key) { return secret }
            } catch {
                Console.standard(environment: [:]).writeError("sluice: \(error)\n")
            }
        }
        return await typed()
    }

    private func passphrase(of key: String) async throws -> Secret? {
        do {
            return try stored(key)
        } catch AgentError.locked {
            guard store.state != .missing else { return nil }
            guard try await store.unlockFromSource(environment) else { throw AgentError.locked }
            return try stored(key)
        }
    }

    private func stored(_ key: String) throws -> Secret? {
        let home = URL(filePath: environment["HOME"] ?? NSHomeDirectory(), directoryHint: .isDirectory)
        let entry = try store.agent.list().first { entry in
            entry.kind == .sshPassphrase && !entry.isExpired(at: Date())
                && SSHQuestion.isMeant(entry.pattern, by: key, home: home)
        }
        return try entry.flatMap { try store.agent.entry($0.key)?.secret }
    }

    private func typed() async -> Secret? {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        let input = TerminalInput(terminal: terminal)
        // What ssh asks of a host's key is no secret.
        if question.contains("(yes/no") { return input.readShown(question).map { Secret($0) } }
        return try? await TerminalInput.untilEnded { await input.secret(question) }
    }
}

/// What wants no answer: a key that is to be touched, or a y/n (`SSH_ASKPASS_PROMPT`, ssh(1)).
extension SSHAskpass {
    /// Shows the words until ssh ends this process, as it does once the key was touched (OpenSSH, readpass.c), or is gone.
    private func show() -> Int32 {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { return 1 }
        defer { close(terminal) }
        TerminalInput(terminal: terminal).show(question)
        var ssh = pollfd(fd: clinux_process_descriptor(getppid()), events: Int16(POLLIN), revents: 0)
        while poll(&ssh, 1, -1) < 0, errno == EINTR {}
        return 0
    }

    private func isAgreedTo() -> Bool {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { return false }
        defer { close(terminal) }
        let input = TerminalInput(terminal: terminal)
        while let answer = input.readShown("\(question) [y/n] ") {
            switch answer.trimmingCharacters(in: .whitespaces).lowercased() {
            case "y", "yes": return true
            case "n", "no": return false
            default: input.show("Please answer y or n.")
            }
        }
        return false
    }
}
