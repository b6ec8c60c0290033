import ArgumentParser
import Credentials
import Foundation

/// `credentials import`.
struct ImportCredentials: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take over credentials that are kept elsewhere.",
        discussion: """
            Reads ~/.git-credentials (git), ~/.aws/credentials (aws) and ~/.netrc (netrc), all of them if none is named, \
            and offers to remove the file afterwards. With `secretsmanager` a secret of AWS Secrets Manager, by its name \
            or ARN. Examples: credentials import aws, credentials import secretsmanager shop/db
            """)

    @Argument(help: ArgumentHelp("git, aws, netrc or secretsmanager.", valueName: "source"))
    var source: ImportSource?

    @Argument(
        help: ArgumentHelp("The file, if not the usual one; of a secret its name or ARN.", valueName: "file"),
        completion: .file())
    var path: String?

    @OptionGroup var consent: ConsentOptions

    func validate() throws {
        if source == .secretsManager, path == nil {
            throw ValidationError("which secret? Give its name or ARN: credentials import secretsmanager NAME")
        }
    }

    func run(in context: CommandContext) async throws {
        if source == .secretsManager, let path {
            return try await SecretsManagerImport(context: context, id: path, consent: consent).run()
        }
        let files = files(context).filter(\.isThere)
        if files.isEmpty {
            throw CommandFailure.failed(
                path == nil ? "There is none of the files that could be imported." : "There is no such file.")
        }
        for file in files {
            try await PlainTextImport(context: context, file: file, consent: consent).run()
        }
    }

    private func files(_ context: CommandContext) -> [PlainTextFile] {
        let format: PlainTextFile.Format? = if case .file(let format) = source { format } else { nil }
        if let path, let format {
            let expanded = NSString(string: path).expandingTildeInPath
            return [
                PlainTextFile(format: format, url: URL(filePath: expanded, relativeTo: context.workspace.directory))
            ]
        }
        return PlainTextFile.usual(context.environment).filter { format == nil || $0.format == format }
    }
}
