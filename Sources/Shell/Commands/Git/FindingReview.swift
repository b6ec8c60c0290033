import Foundation
import Git
import SecretScan

/// Shows a person the credentials that were found, and asks what is to be done about each.
struct FindingReview {
    let context: CommandContext
    let repository: Repository
    let occasion: Occasion

    enum Occasion {
        /// With the paths that are committed; all if `nil`.
        case commit(paths: [String]?)
        /// With the commit that goes out.
        case push(CommitID)

        var verb: String {
            switch self {
            case .commit: "commit"
            case .push: "push"
            }
        }

        var done: String {
            switch self {
            case .commit: "committed"
            case .push: "pushed"
            }
        }
    }

    enum Decision {
        /// Nothing is left to be decided on.
        case pass
        /// The files were changed: look again.
        case changed
        /// The commit was made anew: look at this one.
        case amended(CommitID)
        /// All is decided on, and recorded in a commit after it: look at what that adds.
        case recorded(CommitID)
    }

    /// So many are shown at a time, and decided on.
    private static let mostLines = 20

    /// Nothing is decided on before it was shown: what is left comes after that.
    ///
    /// - Throws: `CommandFailure` if the person stops, or there is nobody to ask.
    func decision(on findings: [PatchFinding]) async throws -> Decision {
        var open = findings
        var isRecorded = false
        while !open.isEmpty {
            let shown = Array(open.prefix(Self.mostLines))
            for line in lines(shown, of: open.count) { context.console.note(line) }
            guard context.console.isInputTerminal else { throw refusal(open) }
            switch try await answer() {
            case .stop: throw CommandFailure.failed("Nothing was done.", hint: remedy(open))
            case .takeOut: return try await takeOut(shown)
            case .ignore:
                let ignored = try await ignore(shown)
                open.removeAll { ignored.contains($0.fingerprint) }
                isRecorded = isRecorded || !ignored.isEmpty
            case .goOn: open.removeFirst(shown.count)
            }
        }
        return isRecorded ? try await recorded() : .pass
    }
}

// MARK: - Questions

extension FindingReview {
    private enum Answer {
        case stop, takeOut, ignore, goOn
    }

    private func answer() async throws -> Answer {
        let verb = occasion.verb
        let question =
            "[1] take it out, [2] it is none: record that with a reason, [3] \(verb) it all the same, or Enter to stop? "
        while let answer = await context.console.ask(question) {
            switch answer.trimmingCharacters(in: .whitespaces) {
            case "": return .stop
            case "1": return .takeOut
            case "2": return .ignore
            case "3":
                let words = "\(verb) secrets"
                if await context.console.ask("Type `\(words)` if that is meant: ") == words { return .goOn }
            default: continue
            }
        }
        throw CommandFailure.interrupted(nil)
    }

    /// Waits while the person edits the files. What earlier commits have, a message or a file's name is for git's own tools.
    private func takeOut(_ findings: [PatchFinding]) async throws -> Decision {
        let paths = Array(Set(findings.map(\.path))).sorted()
        guard isInReach(findings) else { throw CommandFailure.failed("Nothing was done.", hint: remedy(findings)) }
        let names = Set(findings.map(\.shownPath)).sorted().map(Untrusted.line).joined(separator: ", ")
        guard await context.console.ask("Take it out of \(names), then press Enter: ") != nil else {
            throw CommandFailure.interrupted(nil)
        }
        let files = paths.map { repository.workTree.appending(path: $0).path(percentEncoded: false) }
        guard case .push = occasion else {
            try await repository.addAgain(files)
            return .changed
        }
        guard let commit = try await repository.amend(files) else {
            context.console.note("nothing has changed in \(names)")
            return .changed
        }
        context.console.note(
            "amended: it is \(commit.short) now · replace the credential all the same, it was written down")
        return .amended(commit)
    }

    private func isInReach(_ findings: [PatchFinding]) -> Bool {
        let isInContent = findings.allSatisfy(\.isInContent)
        guard case .push(let commit) = occasion else { return isInContent }
        return isInContent && findings.allSatisfy { $0.commit == commit.rawValue }
    }

    /// Answers what was let pass. Enter alone lets nothing pass.
    private func ignore(_ findings: [PatchFinding]) async throws -> Set<Fingerprint> {
        let chosen = try await chosen(of: findings)
        if chosen.isEmpty { return [] }
        let file = IgnoreFile(repository)
        // What is there already, and not committed, has its reason.
        let new = chosen.filter { !file.uncommitted.names($0) }
        if !new.isEmpty {
            let reason = try await ask("Why is it none? ")
            if reason.allSatisfy(\.isWhitespace) { return [] }
            try file.add(new, reason: reason)
        }
        switch occasion {
        case .commit(paths: nil):
            try await repository.add([file.url.path(percentEncoded: false)])
            context.console.note("recorded in \(IgnoreFile.name), which goes with the commit")
        case .commit:
            context.console.note("recorded in \(IgnoreFile.name): commit it too, a push counts only what is committed")
        case .push: context.console.note("recorded in \(IgnoreFile.name)")
        }
        return chosen
    }

    /// What goes out takes the reasons with it, in a commit of their own: those that are there stay as they are.
    private func recorded() async throws -> Decision {
        guard case .push = occasion else { return .pass }
        let path = IgnoreFile(repository).url.path(percentEncoded: false)
        let outcome = try await repository.commit(message: "Record findings that are no credentials", .paths([path]))
        guard case .committed(let commit) = outcome else {
            throw CommandFailure.failed(
                "Nothing was pushed: \(IgnoreFile.name) could not be committed.", hint: "`commit` it, then push again.")
        }
        context.console.note("committed \(IgnoreFile.name) as \(commit.shortID), which goes out too")
        return .recorded(commit.id)
    }

    /// Which of several are meant, by their numbers.
    private func chosen(of findings: [PatchFinding]) async throws -> Set<Fingerprint> {
        let all = Set(findings.map(\.fingerprint))
        if all.count == 1 { return all }
        while true {
            let answer = try await ask("Which? Their numbers, all, or Enter for none of them: ")
            if answer.trimmingCharacters(in: .whitespaces) == "all" { return all }
            let numbers = answer.split { " ,".contains($0) }.map { Int($0) ?? 0 }
            if numbers.allSatisfy((1...findings.count).contains) {
                return Set(numbers.map { findings[$0 - 1].fingerprint })
            }
        }
    }

    private func ask(_ question: String) async throws -> String {
        guard let answer = await context.console.ask(question) else { throw CommandFailure.interrupted(nil) }
        return answer
    }
}

// MARK: - Words

extension FindingReview {
    private func lines(_ shown: [PatchFinding], of count: Int) -> [String] {
        let isNumbered = Set(shown.map(\.fingerprint)).count > 1 && context.console.isInputTerminal
        let lines = shown.enumerated().map { index, finding in
            let number = isNumbered ? " \(index + 1)" : ""
            let commit = finding.commit.map { "  in commit \($0.prefix(7))" } ?? ""
            return context.console.style.paint("✗", .red)
                + "\(number) \(Untrusted.line(finding.shownPath))\(place(finding))  \(finding.kind.name)  "
                + Untrusted.line(finding.masked) + commit
        }
        if count == shown.count { return lines }
        let next = context.console.isInputTerminal ? ", which come after these" : ""
        return lines + ["… and \(count - shown.count) more\(next)"]
    }

    private func place(_ finding: PatchFinding) -> String { finding.line == 0 ? " (its name)" : ":\(finding.line)" }

    private func refusal(_ findings: [PatchFinding]) -> CommandFailure {
        let what = findings.count == 1 ? "this looks like a credential" : "these look like credentials"
        let ignoring = "What is none goes into \(IgnoreFile.name), committed too: \(findings[0].fingerprint)  # why"
        return .failed("Nothing was \(occasion.done): \(what).", hint: "\(remedy(findings)) \(ignoring)")
    }

    private func remedy(_ findings: [PatchFinding]) -> String {
        switch occasion {
        case .push where findings.allSatisfy { $0.path == PatchFinding.branchPath }:
            "Give the branch another name, and have the credential replaced: it was written down."
        case .push:
            "Take it out with `git commit --amend` or `git rebase -i`, and have the credential replaced: it was written "
                + "down."
        case .commit where findings.allSatisfy { $0.path == PatchFinding.personPath }:
            "Take it out of `user.name` and `user.email` (`git config`) or of GIT_AUTHOR_… and GIT_COMMITTER_…, then "
                + "commit again."
        case .commit: "Take it out, then commit again."
        }
    }
}
