import AgentLink
import Credentials
import Foundation
import Git
import Glibc
import Shell

/// `git-credential-sluice get|store|erase`: git's credential helper (gitcredentials(7)), which asks the agent.
///
/// git waits for it at each use, so what it does while the store is unlocked is one exchange with the agent.
struct GitCredential {
    let operation: String
    let request: [UInt8]
    let environment: [String: String]
    let store: CredentialStore

    /// Answers the exit code, which git does not look at.
    static func main(_ words: [String]) async -> Int32 {
        guard let operation = words.last, GitHelper.Operation(rawValue: operation) != nil else { return 0 }
        let environment = ProcessInfo.processInfo.environment
        let helper = GitCredential(
            operation: operation,
            request: expiry(words, operation) + StandardStreams.readInput(atMost: PlainRequest.longestGitMessage),
            environment: environment,
            store: CredentialStore(folders: Folders(environment: environment)))
        do {
            let isWithinSluice = words.contains(HelperCommand.withOthers)
            try await isWithinSluice ? GitCredentialWithOthers(own: helper).perform() : helper.perform()
            return 0
        } catch {
            helper.say("\(error)")
            return 1
        }
    }

    /// With `--timeout=SECONDS`, as git's own cache has it, what is stored expires; git's word on that, if any, is later
    /// in the request, and counts.
    private static func expiry(_ words: [String], _ operation: String) -> [UInt8] {
        let option = "--timeout="
        guard operation == "store", let word = words.first(where: { $0.hasPrefix(option) }),
            let seconds = UInt32(word.dropFirst(option.count))
        else { return [] }
        return Array("password_expiry_utc=\(time(nil) + Int(seconds))\n".utf8)
    }

    private func perform() async throws {
        do {
            StandardStreams.write(try store.agent.git(operation, request))
        } catch AgentError.locked {
            if try await isUnlocked() { StandardStreams.write(try store.agent.git(operation, request)) }
        }
    }

    /// Unlocks, if something or somebody has the passphrase.
    private func isUnlocked() async throws -> Bool {
        let state = store.state
        if state == .missing, operation != "store" { return false }
        if try await store.unlockFromSource(environment) { return true }
        if state == .missing {
            say("there is no credential store yet: `sluice credentials unlock` makes it")
            return false
        }
        if operation != "erase", mayAsk, try await unlockAtTerminal() { return true }
        say(Self.lockedWords)
        return false
    }

    /// What it says without the passphrase; `RemoteFailure` knows it.
    static let lockedWords = RemoteFailure.lockedWords + ": `sluice credentials unlock`"

    private var mayAsk: Bool {
        !["0", "false", "no", "off"].contains(environment["GIT_TERMINAL_PROMPT"]?.lowercased() ?? "")
    }

    /// An empty answer leaves it to git to ask. Who has tried in vain is not asked by git at once: a passphrase typed
    /// there would go to the host.
    private func unlockAtTerminal() async throws -> Bool {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { return false }
        defer { close(terminal) }
        return try await TerminalInput.untilEnded { try await unlock(askingAt: TerminalInput(terminal: terminal)) }
    }

    private func unlock(askingAt input: TerminalInput) async throws -> Bool {
        let showTyping = input.hideTyping()
        defer { showTyping() }
        for _ in 0..<3 {
            let question = "Passphrase of sluice's credentials: "
            guard let answer = await input.secret(question) else { break }
            if answer.isEmpty { return false }
            do {
                try await store.unlock(passphrase: answer)
                return true
            } catch VaultError.wrongPassphrase {
                say("this is not the passphrase")
            }
        }
        if operation == "get" { StandardStreams.write(Array("quit=1\n".utf8)) }
        return false
    }

    func say(_ words: String) {
        Console.standard(environment: [:]).writeError(
            words.hasPrefix("sluice: ") ? words + "\n" : "sluice: \(words)\n")
    }
}
