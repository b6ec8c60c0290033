import Credentials
import Foundation

/// Moves what a file has into the vault.
struct PlainTextImport {
    let context: CommandContext
    let file: PlainTextFile

    let consent: ConsentOptions

    /// Shows what is in the file, and takes it if the person wants that.
    func run() async throws {
        let path = file.url.path
        let content = try file.read(now: context.now())
        for problem in content.problems {
            context.console.note("\(path):\(problem.line): passed over: \(problem.reason)")
        }
        if content.credentials.isEmpty { return context.console.note("\(path) holds no credentials") }
        let view = CredentialListView(style: context.console.style, now: context.now())
        context.console.show(rows: view.lines(content.credentials.map { CredentialSummary($0) }))
        try await context.confirm("Import \(content.credentials.counted) from \(path)?", consent: consent)
        try await take(content)
    }

    /// Stores everything, and removes the file if that was everything in it, and if the person wants that.
    func take(_ content: ImportedFile) async throws {
        // The vault has its newest entry first, and the file's first line counts most.
        let credentials = Array(content.credentials.reversed())
        let taken = try await TakingOver(context: context, consent: consent).take(credentials)
        context.console.show("imported \(taken.counted) from \(file.url.path)")
        if taken.count < credentials.count {
            context.console.note("\(file.url.path) stays: not all that is in it was imported")
        } else if let problem = content.problems.first {
            context.console.note(
                "\(file.url.path) stays: it has lines that were passed over (\(problem.line): \(problem.reason))")
        } else {
            try await offerRemoval()
        }
    }

    private func offerRemoval() async throws {
        let path = file.url.path
        let question = "Remove \(path), where all of this is in plain text? What reads it won't find it any more."
        let isWanted =
            if context.options.yes || consent.yes { true } else { await context.console.confirm(question) }
        guard isWanted else { return context.console.note("\(path) stays, in plain text") }
        try FileManager.default.removeItem(at: file.url)
        context.console.show("removed \(path)")
    }
}

extension [Credential] {
    /// `2 credentials`.
    var counted: String { "\(count) credential\(count == 1 ? "" : "s")" }
}
