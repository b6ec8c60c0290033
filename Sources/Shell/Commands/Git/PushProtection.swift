import Foundation
import Git
import PipelineAPI
import SecretScan

/// Looks for credentials in what is about to be committed or pushed, and lets none pass unasked.
struct PushProtection {
    let context: CommandContext
    let repository: Repository

    /// The file of findings that people have let pass, with their reasons, for reviewers to see.
    static let ignoreFile = ".sluiceignore"

    /// Looks through every commit that a push would send, not only at the last state.
    func checkPush(of commit: CommitID, to remote: String) async throws {
        try await check("push") { try await repository.outgoingPatches(of: commit, to: remote, $0) }
    }

    /// Looks through what is staged.
    func checkCommit(_ paths: [String]?) async throws {
        try await check("commit") { try await repository.stagedPatch(paths, $0) }
    }

    /// Looks for credentials of known kinds here, and has the agent look for those of the person's own store.
    private func check(
        _ verb: String, _ patches: ((_ receive: ([UInt8]) throws -> Void) async throws -> Void)
    ) async throws {
        var scanner = PatchScanner()
        var findings: [PatchFinding] = []
        var own = await OwnSecrets.search(in: context)
        var failure: (any Error)?
        try await patches { bytes in
            findings += scanner.findings(in: bytes)
            // A search that breaks off keeps nobody from the other findings.
            do { try own?.send(bytes) } catch { (own, failure) = (nil, error) }
        }
        var known: [PatchFinding] = []
        do { known = try own?.findings() ?? [] } catch { failure = error }
        if let failure { context.console.note(OwnSecrets.notLooked(failure)) }
        try await decide(known: known, others: findings + scanner.finish(), doing: verb)
    }

    /// What is the person's own is called that, whatever else it looks like.
    private func decide(known: [PatchFinding], others: [PatchFinding], doing verb: String) async throws {
        if known.isEmpty, others.isEmpty { return }
        let ignores = Ignores(ignoreText())
        for diagnostic in ignores.diagnostics {
            context.console.note(
                "warning: \(Self.ignoreFile):\(diagnostic.line): \(Untrusted.line(diagnostic.message))")
        }
        let own = known.filter { !ignores.covers($0) }
        let findings =
            own
            + others.filter { other in
                !ignores.covers(other) && !own.contains { $0.isAt(other) }
            }
        if findings.isEmpty { return }
        for line in lines(findings) { context.console.note(line) }
        guard context.console.isInputTerminal else {
            throw CommandFailure.failed(
                "Nothing was \(verb == "push" ? "pushed" : "committed"): \(findings.count == 1 ? "this looks like a credential" : "these look like credentials").",
                hint: remedy(verb) + " What is none goes into \(Self.ignoreFile): \(findings[0].fingerprint)  # why")
        }
        try await ask(findings, verb)
    }

    private func ask(_ findings: [PatchFinding], _ verb: String) async throws {
        let question =
            "[1] stop, to take it out, [2] it is none: record that with a reason, [3] \(verb) it all the same? "
        while let answer = await context.console.ask(question) {
            switch answer.trimmingCharacters(in: .whitespaces) {
            case "1", "": throw CommandFailure.failed("Nothing was done.", hint: remedy(verb))
            case "2": return try await ignore(findings)
            case "3":
                let words = "\(verb) secrets"
                guard await context.console.ask("Type `\(words)` if that is meant: ") == words else { continue }
                return
            default: continue
            }
        }
        throw CommandFailure.interrupted(nil)
    }

    private func ignore(_ findings: [PatchFinding]) async throws {
        var reason = ""
        while reason.allSatisfy(\.isWhitespace) {
            guard let answer = await context.console.ask("Why is it none? ") else {
                throw CommandFailure.interrupted(nil)
            }
            reason = answer
        }
        let text = Set(findings.map(\.fingerprint)).sorted { "\($0)" < "\($1)" }
            .reduce(ignoreText()) { Ignores.adding($1, reason: reason, to: $0) }
        try Data(text.utf8).write(to: repository.workTree.appending(path: Self.ignoreFile), options: .atomic)
        context.console.note("recorded in \(Self.ignoreFile): commit it, so that others see the reason")
    }

    private func ignoreText() -> String {
        (try? String(contentsOf: repository.workTree.appending(path: Self.ignoreFile), encoding: .utf8)) ?? ""
    }

    private func lines(_ findings: [PatchFinding]) -> [String] {
        let shown = findings.prefix(20).map { finding in
            let place = "\(Untrusted.line(finding.path)):\(finding.line)"
            let commit = finding.commit.map { "  in commit \($0.prefix(7))" } ?? ""
            return context.console.style.paint("✗", .red)
                + " \(place)  \(finding.kind.name)  \(Untrusted.line(finding.masked))\(commit)"
        }
        return shown + (findings.count > shown.count ? ["… and \(findings.count - shown.count) more"] : [])
    }

    private func remedy(_ verb: String) -> String {
        verb == "push"
            ? "Take it out with `git commit --amend` or `git rebase -i`, and have the credential replaced: it was written down."
            : "Take it out of the file, then commit again."
    }
}

extension PatchFinding {
    fileprivate func isAt(_ other: PatchFinding) -> Bool {
        commit == other.commit && path == other.path && line == other.line
    }
}
