import AWS
import ArgumentParser
import Foundation
import Git
import PipelineAPI
import PipelineEngine
import Shell

/// `sluice engine …`: the engine itself, for the outer command line.
struct EngineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine", abstract: "The embedded engine: status, stop, serve, env, hook.",
        subcommands: [Status.self, Stop.self, EngineServe.self, EngineEnvironment.self, EngineHook.self],
        defaultSubcommand: Status.self)

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "Say whether an engine runs, and which.")

        func run() async throws {
            let environment = ProcessInfo.processInfo.environment
            let console = Console.standard(environment: environment)
            let folders = Folders(environment: environment)
            guard let client = try await EngineLauncher(folders: folders).client(start: false) else {
                return console.show("no engine runs; the first command that needs one starts it")
            }
            let engine = try await client(DescribeEngine.self, .init())
            console.show(
                "engine \(engine.engineVersion), process \(engine.processId), account \(engine.accountId), "
                    + "region \(engine.region), socket \(folders.socket.path)")
            for (pipeline, target) in (engine.deployments ?? [:]).sorted(by: { $0.key < $1.key }) {
                let verb = target.deploys ? "deploys" : "rehearses over what is deployed"
                console.show("pipeline \(pipeline) \(verb) \(target.place), with profile '\(target.profile)'")
            }
            let remotes = (engine.polledRemotes ?? []).compactMap { (try? RemoteURL($0))?.description }
            let polled = remotes + (engine.polledObjects ?? [])
            if polled.isEmpty { return }
            console.show("follows, and stays for that: \(polled.joined(separator: ", "))")
            for trouble in engine.troubles ?? [] { console.show(trouble.line) }
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stop",
            abstract: "Stop the engine; builds go on, and the next engine finds them.")

        func run() async throws {
            let environment = ProcessInfo.processInfo.environment
            let console = Console.standard(environment: environment)
            let folders = Folders(environment: environment)
            guard let engine = Self.engine(of: folders.state) else { return console.show("no engine runs") }
            engine.terminate()
            await engine.waitForEnd()
            console.show("stopped the engine (process \(engine.id))")
        }

        /// The engine that holds the lock, also after its number was taken hold of.
        private static func engine(of folder: URL) -> RunningProcess? {
            guard let process = EngineLock.owner(of: folder).flatMap(RunningProcess.init) else { return nil }
            return EngineLock.owner(of: folder) == process.id ? process : nil
        }
    }
}
