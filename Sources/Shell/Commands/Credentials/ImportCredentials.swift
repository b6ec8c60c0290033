import ArgumentParser
import Credentials
import Foundation

/// `credentials import`.
struct ImportCredentials: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take over credentials that other programs keep in plain text.",
        discussion: """
            Reads ~/.git-credentials (git), ~/.aws/credentials (aws) and ~/.netrc (netrc), all of them if none is named, \
            and offers to remove the file afterwards. Example: credentials import aws
            """)

    @Argument(help: ArgumentHelp("git, aws or netrc.", valueName: "format"))
    var format: PlainTextFile.Format?

    @Argument(help: ArgumentHelp("The file, if not the usual one.", valueName: "file"), completion: .file())
    var path: String?

    @OptionGroup var consent: ConsentOptions

    func run(in context: CommandContext) async throws {
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
        if let path, let format {
            let expanded = NSString(string: path).expandingTildeInPath
            return [
                PlainTextFile(format: format, url: URL(filePath: expanded, relativeTo: context.workspace.directory))
            ]
        }
        return PlainTextFile.usual(context.environment).filter { format == nil || $0.format == format }
    }
}
