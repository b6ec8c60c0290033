import ArgumentParser
import Foundation
import PipelineEngine
import Shell
import SigV4

/// `sluice engine env`: what points other clients at the engine.
struct EngineEnvironment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env", abstract: "Print the export lines that point the AWS CLI at the engine.",
        discussion: "Example: eval \"$(sluice engine env)\"; aws codepipeline list-pipelines")

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let folders = Folders(environment: environment)
        let console = Console.standard(environment: environment)
        guard EngineLock.owner(of: folders.state) != nil,
            let address = try? String(contentsOf: folders.networkAddress, encoding: .utf8)
        else {
            console.writeError("The engine listens on its socket only.\n")
            console.writeError("  `sluice engine serve --listen 127.0.0.1:8080` lets other clients in.\n")
            throw ExitCode(4)
        }
        let settings = try EngineSettings.load(from: folders.settings)
        let key = try EngineKeys(folders: folders).key()
        let variables =
            ["CODEPIPELINE", "CODEBUILD", "CLOUDWATCH_LOGS", "S3"].map { ("AWS_ENDPOINT_URL_\($0)", address) } + [
                ("AWS_ACCESS_KEY_ID", key.id), ("AWS_SECRET_ACCESS_KEY", key.secret),
                ("AWS_REGION", settings.region), ("AWS_DEFAULT_REGION", settings.region),
            ]
        console.show(verbatim: variables.map { "export \($0.0)=\($0.1)" } + ["unset AWS_SESSION_TOKEN AWS_PROFILE"])
    }
}
