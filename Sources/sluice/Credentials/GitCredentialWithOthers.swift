import AgentLink
import Credentials
import Foundation
import Git
import Shell

/// The helper of the git that sluice itself calls: the vault first, then the helpers that the user has configured.
///
/// git tells every helper in its list what has worked, so that a `credential.helper store` behind ours would write down
/// in plain text what the vault gave. Therefore ours is the only one in the list, and asks the others itself: for what
/// the vault has nothing for, or only an expired entry, and never about anything else that may have come from the vault.
/// What git says of a credential
/// of the vault changes nothing there: sluice itself decides what is stored, and loses no token over a server's mood.
struct GitCredentialWithOthers {
    let own: GitCredential

    func perform() async throws {
        let state = try await askVault()
        switch own.operation {
        case "get": try get(state)
        case "store": try store(state)
        default: if case .nothing = state { _ = try askOthers("reject", own.request) }
        }
    }

    private enum Served {
        case served([UInt8])
        /// Of an entry that has expired: its user and its refresh token, if it has one.
        case expired(CredentialSummary, [UInt8])
        case nothing
        /// Whatever git holds may have come from the vault, before it was locked.
        case locked
    }

    private func get(_ state: Served) throws {
        switch state {
        case .served(let answer): StandardStreams.write(answer)
        case .nothing: StandardStreams.write(try askOthers("fill", own.request))
        case .locked:
            let answer = try askOthers("fill", own.request)
            StandardStreams.write(answer)
            if answer.isEmpty { own.say(GitCredential.lockedWords) }
        case .expired(let entry, let answer):
            // As git does it: a helper further on may get a new secret for the refresh token.
            let fresh = try askOthers("fill", own.request + answer)
            StandardStreams.write(fresh)
            if fresh.isEmpty { own.say(RemoteFailure.expiredWords + entry.label) }
        }
    }

    /// What has come in the place of an entry that had expired is that entry, renewed.
    private func store(_ state: Served) throws {
        switch state {
        case .nothing: _ = try askOthers("approve", own.request)
        case .expired(let entry, _) where GitHelper.username(in: own.request) == entry.username:
            _ = try own.store.agent.git("store", own.request)
        case .expired: _ = try askOthers("approve", own.request)
        case .served, .locked: break
        }
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
        if GitHelper.isWhole(answer) { return .served(answer) }
        let entry = try own.store.agent.list().first { entry in
            GitHelper.isMeant(entry, by: own.request) && entry.isExpired(at: Date())
        }
        return entry.map { .expired($0, answer) } ?? .nothing
    }

    /// What fits into a pipe without anybody reading it.
    private static let longestRequest = 60_000

    /// By `git credential`, with the configuration as it is without our options. What it complains of, git will itself.
    private func askOthers(_ verb: String, _ request: [UInt8]) throws -> [UInt8] {
        guard request.count <= Self.longestRequest else { return [] }
        let process = Process()
        let (stdin, stdout) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "credential", verb]
        var environment = own.environment
        environment["GIT_CONFIG_PARAMETERS"] = nil
        process.environment = environment.merging(["GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": ""]) { $1 }
        (process.standardInput, process.standardOutput) = (stdin, stdout)
        process.standardError = FileHandle.nullDevice
        try stdin.fileHandleForWriting.write(contentsOf: Data(request))
        try stdin.fileHandleForWriting.close()
        try process.run()
        let answer = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? Array(answer) : []
    }
}
