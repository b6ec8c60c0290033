import ArgumentParser
import Foundation
import Git

/// `commit`: everything that is changed, or the files named.
struct CommitChanges: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit", abstract: "Commit what is changed.",
        discussion: "Commits every change, new files too; with paths only those. Example: commit -m \"Free delivery\"")

    @Option(name: .shortAndLong, help: "The commit's message; asked for if left out.")
    var message: String?

    @Argument(help: "Files to commit; all if left out.", completion: .file())
    var paths: [String] = []

    func run(in context: CommandContext) async throws {
        let repository = try await context.repository()
        let status = try await repository.status(.full)
        let paths = try absolutePaths(context, repository, status)
        if status.entries.isEmpty { throw CommandFailure.failed("There is nothing to commit.") }
        let message = try await message(context, status)
        let protection = PushProtection(context: context, repository: repository)
        let outcome = try await repository.commit(message: message, paths.map { .paths($0) } ?? .everything) {
            try await protection.checkCommit(paths, message: message)
        }
        switch outcome {
        case .committed(let commit):
            let count = try await repository.countOfFiles(in: commit.id)
            context.console.show(
                "committed \(commit.shortID) \"\(Untrusted.line(commit.subject))\" (\(count) file\(count == 1 ? "" : "s"))"
            )
        case .nothingToCommit: throw CommandFailure.failed("There is nothing to commit.")
        case .emptyMessage: throw CommandFailure.usage("a commit needs a message", hint: "commit -m \"What changes\"")
        case .identityMissing:
            throw CommandFailure.failed(
                "git does not know who you are.",
                hint: "In another terminal: git config --global user.name \"Your Name\"; "
                    + "git config --global user.email you@example.com")
        case .conflict(let paths):
            throw CommandFailure.failed(
                "Conflicts are not solved yet: \(paths.map(Untrusted.line).joined(separator: ", "))")
        case .hookRefused(let output):
            throw CommandFailure.failed("A hook of the repository refused the commit:\n\(Untrusted.shown(output))")
        }
    }

    /// Paths are meant from the folder the shell stands in, which may be deep in the work tree.
    private func absolutePaths(
        _ context: CommandContext, _ repository: Repository, _ status: Git.Status
    ) throws -> [String]? {
        if paths.isEmpty { return nil }
        // What was deleted is known to git alone.
        let changed = status.entries.map { repository.workTree.appending(path: $0.path).path }
        return try paths.map { path in
            let place = context.location(path).path
            guard
                FileManager.default.fileExists(atPath: place)
                    || changed.contains(where: { $0 == place || $0.hasPrefix(place + "/") })
            else { throw CommandFailure.usage("there is no file '\(Untrusted.line(path))' to commit") }
            return place
        }
    }

    private func message(_ context: CommandContext, _ status: Git.Status) async throws -> String {
        if let message { return message }
        guard context.console.isInputTerminal else {
            throw CommandFailure.needsPerson("The commit needs a message.", flag: "`-m TEXT`")
        }
        context.console.show(GitStatusView(style: context.console.style).lines(status))
        guard let answer = await context.console.ask("Message: ") else { throw CommandFailure.interrupted(nil) }
        return answer
    }
}
