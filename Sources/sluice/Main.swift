import AWS
import Foundation
import Runner
import Shell

@main
struct Main {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        // A runner must be there at once: it takes no other path.
        if arguments.first == "runner" {
            exit(RunnerProcess.main(directory: arguments.dropFirst().first))
        }
        exit(await run(arguments))
    }

    private static func run(_ arguments: [String]) async -> Int32 {
        let environment = ProcessInfo.processInfo.environment
        let folders = Folders(environment: environment)
        return await SluiceCommandLine.run(
            arguments, outerCommands: [EngineCommand.self],
            makeContext: { try Wiring.context($0, folders: folders, environment: environment) },
            shell: { await InteractiveShell(context: $0, history: folders.history).run() })
    }
}
