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
        sayProblems(of: content)
        if content.credentials.isEmpty { return context.console.note("\(path) holds no credentials") }
        let view = CredentialListView(style: context.console.style, now: context.now())
        context.console.show(rows: view.lines(content.credentials.map { CredentialSummary($0) }))
        try await context.confirm("Import \(content.credentials.counted) from \(path)?", consent: consent)
        try await take(content)
    }

    /// So many lines are named.
    private static let mostProblems = 20

    /// Names the lines that are passed over.
    func sayProblems(of content: ImportedFile) {
        for problem in content.problems.prefix(Self.mostProblems) {
            context.console.note("\(file.url.path):\(problem.line): passed over: \(problem.reason)")
        }
        let others = content.problems.count - Self.mostProblems
        if others > 0 { context.console.note("… and \(others) more") }
    }

    /// Stores everything, and removes the file if that was everything in it, and if the person wants that. Answers whether
    /// it is gone.
    @discardableResult
    func take(_ content: ImportedFile) async throws -> Bool {
        let path = file.url.path
        // The vault has its newest entry first, and the file's first line counts most.
        let credentials = Array(content.credentials.reversed())
        let taken = try await TakingOver(context: context, consent: consent).take(credentials)
        context.console.show(taken.words(from: path))
        if taken.count < credentials.count {
            context.console.note("\(path) stays: not all that is in it was imported")
            return false
        }
        if !content.problems.isEmpty {
            context.console.note(
                "\(path) stays: it has lines that were passed over. `credentials add` keeps by hand what is secret in them; "
                    + "then take them out, or remove the file.")
            return false
        }
        return try await offerRemoval()
    }

    private func offerRemoval() async throws -> Bool {
        let path = file.url.path
        let question = "Remove \(path), where all of this is in plain text? What reads it won't find it any more."
        let isWanted =
            if context.options.yes || consent.yes { true } else { await context.console.confirm(question) }
        guard isWanted else {
            context.console.note("\(path) stays, in plain text")
            return false
        }
        try FileManager.default.removeItem(at: file.url)
        context.console.show("removed \(path)")
        return true
    }
}

extension [Credential] {
    /// `2 credentials`.
    var counted: String { "\(count) credential\(count == 1 ? "" : "s")" }
}
