import ArgumentParser
import Credentials
import Foundation

/// `credentials import`.
struct ImportCredentials: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take over credentials that are kept elsewhere.",
        discussion: """
            Reads ~/.git-credentials (git), ~/.aws/credentials (aws) and ~/.netrc (netrc), all of them if none is named, \
            and offers to remove the file if everything in it was taken. What the store has with another secret is kept. \
            With `secretsmanager` secrets of AWS Secrets Manager, by name or \
            ARN; without one it lists them. Examples: credentials import aws, credentials import secretsmanager shop/db
            """)

    @Argument(help: ArgumentHelp("git, aws, netrc or secretsmanager.", valueName: "source"))
    var source: ImportSource?

    @Argument(
        help: ArgumentHelp("Files, if not the usual ones; of secrets their names or ARNs.", valueName: "file"),
        completion: .file())
    var paths: [String] = []

    @OptionGroup var consent: ConsentOptions

    func run(in context: CommandContext) async throws {
        if source == .secretsManager {
            let secrets = SecretsManagerImport(context: context, consent: consent)
            return paths.isEmpty ? try await secrets.list() : try await secrets.take(paths)
        }
        let files = try files(context)
        if files.isEmpty { throw CommandFailure.failed("There is none of the files that could be imported.") }
        for file in files {
            try await PlainTextImport(context: context, file: file, consent: consent).run()
        }
    }

    /// Those that are named, else the usual ones, as far as they are there.
    private func files(_ context: CommandContext) throws -> [PlainTextFile] {
        guard case .file(let format) = source else { return PlainTextFile.usual(context.environment).filter(\.isThere) }
        if paths.isEmpty {
            return PlainTextFile.usual(context.environment).filter { $0.isThere && $0.format == format }
        }
        return try paths.map { path in
            let file = PlainTextFile(format: format, url: context.location(path))
            guard file.isThere else {
                throw CommandFailure.failed("There is no file \(Untrusted.line(file.url.path)).")
            }
            return file
        }
    }
}
