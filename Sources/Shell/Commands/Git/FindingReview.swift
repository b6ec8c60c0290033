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
    }

    /// So many are shown at a time, and decided on.
    private static let mostLines = 20

    /// Nothing is decided on before it was shown: what is left comes after that.
    ///
    /// - Throws: `CommandFailure` if the person stops, or there is nobody to ask.
    func decision(on findings: [PatchFinding]) async throws -> Decision {
        var open = findings
        while !open.isEmpty {
            let shown = Array(open.prefix(Self.mostLines))
            for line in lines(shown, of: open.count) { context.console.note(line) }
            guard context.console.isInputTerminal else { throw refusal(open) }
            switch try await answer() {
            case .stop: throw CommandFailure.failed("Nothing was done.", hint: remedy)
            case .takeOut: return try await takeOut(shown)
            case .ignore:
                let ignored = try await ignore(shown)
                open.removeAll { ignored.contains($0.fingerprint) }
            case .goOn: open.removeFirst(shown.count)
            }
        }
        return .pass
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

    /// Waits while the person edits the files. What earlier commits have, or a message, is for git's own tools.
    private func takeOut(_ findings: [PatchFinding]) async throws -> Decision {
        let paths = Array(Set(findings.map(\.path))).sorted()
        guard isInReach(findings) else { throw CommandFailure.failed("Nothing was done.", hint: remedy) }
        let names = paths.map(Untrusted.line).joined(separator: ", ")
        guard await context.console.ask("Take it out of \(names), then press Enter: ") != nil else {
            throw CommandFailure.interrupted(nil)
        }
        let files = paths.map { repository.workTree.appending(path: $0).path(percentEncoded: false) }
        guard case .push = occasion else {
            try await repository.add(files)
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
        let isInFiles = findings.allSatisfy { $0.path != PatchFinding.messagePath }
        guard case .push(let commit) = occasion else { return isInFiles }
        return isInFiles && findings.allSatisfy { $0.commit == commit.rawValue }
    }

    /// Answers what was let pass. Enter alone lets nothing pass.
    private func ignore(_ findings: [PatchFinding]) async throws -> Set<Fingerprint> {
        let chosen = try await chosen(of: findings)
        if chosen.isEmpty { return [] }
        let reason = try await ask("Why is it none? ")
        if reason.allSatisfy(\.isWhitespace) { return [] }
        try IgnoreFile(repository).add(chosen, reason: reason)
        if case .commit(paths: nil) = occasion {
            try await repository.add([repository.workTree.appending(path: IgnoreFile.name).path(percentEncoded: false)])
            context.console.note("recorded in \(IgnoreFile.name), which goes with the commit")
        } else {
            context.console.note("recorded in \(IgnoreFile.name): commit it, so that others see the reason")
        }
        return chosen
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
                + "\(number) \(Untrusted.line(finding.path)):\(finding.line)  \(finding.kind.name)  "
                + Untrusted.line(finding.masked) + commit
        }
        if count == shown.count { return lines }
        let next = context.console.isInputTerminal ? ", which come after these" : ""
        return lines + ["… and \(count - shown.count) more\(next)"]
    }

    private func refusal(_ findings: [PatchFinding]) -> CommandFailure {
        let what = findings.count == 1 ? "this looks like a credential" : "these look like credentials"
        let ignoring = "What is none goes into \(IgnoreFile.name): \(findings[0].fingerprint)  # why"
        return .failed("Nothing was \(occasion.done): \(what).", hint: "\(remedy) \(ignoring)")
    }

    private var remedy: String {
        switch occasion {
        case .push:
            "Take it out with `git commit --amend` or `git rebase -i`, and have the credential replaced: it was written "
                + "down."
        case .commit: "Take it out, then commit again."
        }
    }
}
