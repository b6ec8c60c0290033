import AgentLink
import Credentials
import Foundation

/// The helper of the git that sluice itself calls: the vault first, then the helpers that the user has configured.
///
/// git tells every helper in its list what has worked, so that a `credential.helper store` behind ours would write down
/// in plain text what the vault gave. Therefore ours is the only one in the list, and asks the others itself: for what
/// the vault has nothing for, and never about anything that may have come from the vault. What git says of a credential
/// of the vault changes nothing there: sluice itself decides what is stored, and loses no token over a server's mood.
struct GitCredentialWithOthers {
    let own: GitCredential

    func perform() async throws {
        let state = try await askVault()
        if case .served(let answer) = state {
            if own.operation == "get" { StandardStreams.write(answer) }
            return
        }
        let isLocked = if case .locked = state { true } else { false }
        if own.operation == "get" {
            let answer = try askOthers("fill")
            StandardStreams.write(answer)
            if answer.isEmpty, isLocked { own.say(GitCredential.lockedWords) }
        } else if !isLocked {
            _ = try askOthers(own.operation == "store" ? "approve" : "reject")
        }
    }

    private enum Served {
        case served([UInt8])
        case nothing
        /// Whatever git holds may have come from the vault, before it was locked.
        case locked
    }

    private func askVault() async throws -> Served {
        do {
            return try served()
        } catch AgentError.locked {
            guard own.store.state != .missing else { return .nothing }
            return try await own.store.unlockFromSource(own.environment) ? try served() : .locked
        }
    }

    private func served() throws -> Served {
        let answer = try own.store.agent.git("get", own.request)
        return answer.isEmpty ? .nothing : .served(answer)
    }

    /// What fits into a pipe without anybody reading it.
    private static let longestRequest = 60_000

    /// By `git credential`, with the configuration as it is without our options. What it complains of, git will itself.
    private func askOthers(_ verb: String) throws -> [UInt8] {
        guard own.request.count <= Self.longestRequest else { return [] }
        let process = Process()
        let (stdin, stdout) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "credential", verb]
        var environment = own.environment
        environment["GIT_CONFIG_PARAMETERS"] = nil
        process.environment = environment.merging(["GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": ""]) { $1 }
        (process.standardInput, process.standardOutput) = (stdin, stdout)
        process.standardError = FileHandle.nullDevice
        try stdin.fileHandleForWriting.write(contentsOf: Data(own.request))
        try stdin.fileHandleForWriting.close()
        try process.run()
        let answer = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? Array(answer) : []
    }
}
