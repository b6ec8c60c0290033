import Foundation
import Git
import SecretScan

/// Looks for credentials in what is about to be committed or pushed, and lets none pass unasked.
struct PushProtection {
    let context: CommandContext
    let repository: Repository

    /// Looks through every commit that a push would send, not only at the last state. Answers the commit to push: another
    /// one if the person has amended it.
    ///
    /// - Parameter known: what the remote has, as it says itself.
    func checkPush(of commit: CommitID, beyond known: [CommitID], to remote: String) async throws -> CommitID {
        try await checkSizes(of: commit, beyond: known, to: remote)
        var commit = commit
        while true {
            let findings = try await findings { try await repository.outgoingPatches(of: commit, beyond: known, $0) }
            let review = FindingReview(context: context, repository: repository, occasion: .push(commit))
            switch try await review.decision(on: findings) {
            case .pass: return commit
            case .amended(let new): commit = new
            case .changed: continue
            }
        }
    }

    /// A host that takes no file of such a size says so only when it has all of it.
    private func checkSizes(of commit: CommitID, beyond known: [CommitID], to remote: String) async throws {
        guard let host = try await repository.remoteURL(remote, toPush: true)?.host,
            let limit = HostGuide.largestFile(of: host)
        else {
            return
        }
        let large = try await repository.outgoingFiles(largerThan: limit, of: commit, beyond: known)
        if large.isEmpty { return }
        throw CommandFailure.failed(
            "Nothing was pushed: \(host) takes no file of more than \(limit >> 20) MB: "
                + large.map(Untrusted.line).joined(separator: ", "),
            hint: "Take it out with `git commit --amend` or `git rebase -i`; Git LFS keeps such files.")
    }

    /// Looks through what is staged, and at the message.
    func checkCommit(_ paths: [String]?, message: String) async throws {
        while true {
            let findings = try await findings(message: message) { try await repository.stagedPatch(paths, $0) }
            let review = FindingReview(context: context, repository: repository, occasion: .commit(paths: paths))
            if case .pass = try await review.decision(on: findings) { return }
        }
    }

    /// What nobody has let pass of what the patches bring to light: credentials of known kinds, for which it looks here,
    /// and those of the person's own store, for which the agent does.
    private func findings(
        message: String = "", in patches: (_ receive: ([UInt8]) throws -> Void) async throws -> Void
    ) async throws -> [PatchFinding] {
        let ignores = IgnoreFile(repository).ignores(warning: context.console)
        var scanner = PatchScanner()
        var others = OpenFindings(ignores: ignores)
        var own = await OwnSecrets.search(in: context)
        var failure: (any Error)?
        func look(at bytes: [UInt8]) {
            others.add(scanner.findings(in: bytes))
            // A search that breaks off keeps nobody from the other findings.
            do { try own?.send(bytes) } catch { (own, failure) = (nil, error) }
        }
        look(at: PatchScanner.patch(ofMessage: message))
        try await patches { look(at: $0) }
        others.add(scanner.finish())
        var known = OpenFindings(ignores: ignores)
        do { known.add(try own?.findings() ?? []) } catch { failure = error }
        if let failure { context.console.note(OwnSecrets.notLooked(failure)) }
        // What is the person's own is called that, whatever else it looks like.
        return known.all + others.all.filter { other in !known.all.contains { $0.overlaps(other) } }
    }
}

/// The findings that nobody has let pass, as many of them as a person may look at.
private struct OpenFindings {
    let ignores: Ignores
    private(set) var all: [PatchFinding] = []

    /// A repository that is full of them is not worth the memory.
    private static let most = 10_000

    init(ignores: Ignores) {
        self.ignores = ignores
    }

    mutating func add(_ findings: [PatchFinding]) {
        for finding in findings where all.count < Self.most && !ignores.covers(finding) { all.append(finding) }
    }
}

extension PatchFinding {
    fileprivate func overlaps(_ other: PatchFinding) -> Bool {
        commit == other.commit && path == other.path && line == other.line && columns.overlaps(other.columns)
    }
}
