import Foundation
import Git
import SecretScan

/// Looks for credentials in what is about to be committed or pushed, and lets none pass unasked.
struct PushProtection {
    let context: CommandContext
    let repository: Repository

    /// Looks through every commit that a push would send, not only at the last state, and at the name that the branch gets
    /// there. Answers the commit to push: another
    /// one if the person has amended it.
    ///
    /// - Parameters:
    ///   - known: what the remote has, as it says itself.
    ///   - agreed: whether it may go out though the person's own credentials can't be looked for in it.
    func checkPush(
        of commit: CommitID, beyond known: [CommitID], to remote: String, branch: String, agreed: Bool
    ) async throws -> CommitID {
        try await checkSizes(of: commit, beyond: known, to: remote)
        let head = PatchScanner.patch(ofBranch: branch)
        var (commit, known) = (commit, known)
        while true {
            let review = FindingReview(context: context, repository: repository, occasion: .push(commit))
            let findings = try await findings(on: review.occasion, .always(agreed: agreed), after: head) {
                try await repository.outgoingPatches(of: commit, beyond: known, $0)
            }
            switch try await review.decision(on: findings) {
            case .pass: return commit
            case .amended(let new): commit = new
            case .recorded(let new): (commit, known) = (new, known + [commit])
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

    /// Looks through what is staged, at the message, and at who makes the commit.
    func checkCommit(_ paths: [String]?, message: String) async throws {
        let head = PatchScanner.patch(ofMessage: message, by: try await repository.people())
        let review = FindingReview(context: context, repository: repository, occasion: .commit(paths: paths))
        while true {
            let findings = try await findings(on: review.occasion, .ifUnlocked, after: head) {
                try await repository.stagedPatch(paths, $0)
            }
            if case .pass = try await review.decision(on: findings) { return }
        }
    }

    /// What nobody has let pass of what the patches bring to light: credentials of known kinds, for which it looks here,
    /// and those of the person's own store, for which the agent does.
    private func findings(
        on occasion: FindingReview.Occasion, _ demand: OwnSecrets.Demand, after head: [UInt8],
        in patches: (_ receive: ([UInt8]) throws -> Void) async throws -> Void
    ) async throws -> [PatchFinding] {
        let file = IgnoreFile(repository)
        let ignores = try await file.ignores(on: occasion, warning: context.console)
        var (known, others) = (OpenFindings(ignores, occasion), OpenFindings(ignores, occasion))
        var own = try await OwnSecrets(in: context, demand)
        var scanner = PatchScanner()
        func look(at bytes: [UInt8]) throws {
            try others.add(scanner.findings(in: bytes))
            try own.look(at: bytes)
        }
        try look(at: head)
        try await patches { try look(at: $0) }
        try others.add(scanner.finish())
        try known.add(own.findings())
        // What is the person's own is called that, whatever else it looks like.
        let open = known.all + others.all.filter { other in !known.all.contains { $0.overlaps(other) } }
        say(ignored: known.ignored + others.ignored, uncommitted: open.filter(file.uncommitted.covers).count)
        return open
    }

    private func say(ignored: Int, uncommitted: Int) {
        func findings(_ count: Int) -> String { count == 1 ? "1 finding is" : "\(count) findings are" }
        if ignored > 0 { context.console.note("\(findings(ignored)) ignored by \(IgnoreFile.name)") }
        if uncommitted > 0 {
            context.console.note(
                "\(findings(uncommitted)) in \(IgnoreFile.name), which does not count before it is committed")
        }
    }
}

/// The findings that nobody has let pass.
private struct OpenFindings {
    private(set) var all: [PatchFinding] = []
    /// How many were let pass.
    private(set) var ignored = 0
    private let ignores: Ignores
    private let occasion: FindingReview.Occasion

    /// More than anybody looks at, and not worth the memory.
    private static let most = 10_000

    init(_ ignores: Ignores, _ occasion: FindingReview.Occasion) {
        (self.ignores, self.occasion) = (ignores, occasion)
    }

    /// - Throws: `CommandFailure` if they become too many: none may go unseen.
    mutating func add(_ findings: [PatchFinding]) throws {
        let open = findings.filter { !ignores.covers($0) }
        ignored += findings.count - open.count
        all += open
        guard all.count > Self.most, let last = all.last else { return }
        throw CommandFailure.failed(
            "Nothing was \(occasion.done): more than \(Self.most) places look like credentials, the last of them "
                + "\(Untrusted.line(last.shownPath)):\(last.line).",
            hint: "Where none is one, \(IgnoreFile.name) lets the whole path pass: fixtures/**  # why")
    }
}

extension PatchFinding {
    fileprivate func overlaps(_ other: PatchFinding) -> Bool {
        commit == other.commit && path == other.path && line == other.line && columns.overlaps(other.columns)
    }
}
