import AWS
import CLinux
import Credentials
import Deployment
import Foundation
import Shell

@main
struct Main {
    static func main() async {
        // Whatever it is started as may hold a passphrase or a secret before it ends.
        _ = clinux_forbid_dumps()
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let problem = Folders.problem(in: ProcessInfo.processInfo.environment) {
            Console.standard(environment: [:]).writeError(problem + "\n")
            exit(2)
        }
        // These must be there at once: they take no other path.
        if CommandLine.arguments.first?.hasSuffix(HelperCommand.name) ?? false {
            exit(await GitCredential.main(arguments))
        }
        if SSHAskpass.isMeant(arguments, ProcessInfo.processInfo.environment) {
            exit(await SSHAskpass.main(arguments[0], ProcessInfo.processInfo.environment))
        }
        let program = CommandLine.arguments.first?.split(separator: "/").last.map(String.init) ?? ""
        if Toolchain.provides(program) { exit(await provided(program, arguments)) }
        switch arguments.first {
        case "runner": exit(RunnerCommand.main(Array(arguments.dropFirst())))
        case HelperCommand.word: exit(await GitCredential.main(Array(arguments.dropFirst())))
        case "agent": exit(AgentProcess.main())
        default: exit(await run(arguments))
        }
    }

    /// In a build, under the name of a program that sluice stands in for.
    private static func provided(_ program: String, _ arguments: [String]) async -> Int32 {
        let console = Console.standard(environment: [:])
        let toolchain = Toolchain(
            environment: ProcessInfo.processInfo.environment,
            directory: URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory),
            keys: { CredentialStore(folders: Folders(environment: $0)).awsKeys($0) }, say: { console.show($0) })
        return await toolchain.run(program, arguments)
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
