import ActionProviders
import ArgumentParser
import EngineServer
import Foundation
import Logging
import PipelineAPI
import PipelineEngine
import ServiceLifecycle
import Shell
import UnixSignals

/// `sluice engine serve`: the engine's process.
struct EngineServe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the engine on its socket, until it is idle or stopped.")

    @Flag(help: ArgumentHelp("Print a line when it serves.", visibility: .hidden))
    var reportReady = false

    func run() async throws {
        do {
            try await serve()
        } catch let error as EngineError {
            try fail("\(error)", code: 1)
        } catch let error as ServerError {
            try fail("\(error)", code: 1)
        }
    }

    private func serve() async throws {
        let environment = ProcessInfo.processInfo.environment
        let folders = Folders(environment: environment)
        let lock = try EngineLock(folder: folders.state)
        defer { withExtendedLifetime(lock) {} }
        // A dead engine's socket would take clients for a moment longer.
        unlink(folders.socket.path)
        var logger = Logger(label: "sluice", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .notice
        let parts = try EngineParts(
            folders: folders, environment: environment, executable: EngineLauncher.executable, logger: logger)
        let idle = IdleWatch(engine: parts.engine, timeout: .seconds(parts.settings.idleTimeoutInSeconds))
        await parts.engine.setActivityHandler { idle.touch() }
        let server = EngineServer(
            socketPath: folders.socket.path, replacesStaleSocket: true, table: parts.table(logger),
            events: { [engine = parts.engine] after, pipeline in Self.events(engine, after, pipeline) },
            activity: { idle.requestsOpen($0) }, onReady: { announceReady() }, logger: logger)
        try await parts.engine.resume()
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: server), .init(service: idle, successTerminationBehavior: .gracefullyShutdownGroup),
            ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(5)
        try await ServiceGroup(configuration: configuration).run()
        await parts.engine.detach()
    }

    /// The server's stream is asked for synchronously; the engine's is an actor's.
    private static func events(
        _ engine: Engine, _ after: Int64?, _ pipeline: PipelineName?
    ) -> AsyncStream<StateChange> {
        AsyncStream { continuation in
            let task = Task {
                for await change in await engine.changes(after: after, pipeline: pipeline) {
                    continuation.yield(change)
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private func announceReady() {
        guard reportReady else { return }
        Console.standard(environment: [:]).show("ready")
        // Whoever started the engine waits for no more, and nothing else may come here.
        let null = open("/dev/null", O_WRONLY)
        dup2(null, STDOUT_FILENO)
        close(null)
    }

    private func fail(_ message: String, code: Int32) throws {
        let console = Console.standard(environment: [:])
        if reportReady { console.show(message) } else { console.writeError(message + "\n") }
        throw ExitCode(code)
    }
}

extension EngineParts {
    /// Everything that clients can ask of the engine and its builds.
    func table(_ logger: Logger) -> OperationTable {
        var table = OperationTable(engine: engine, version: SluiceCommandLine.version, logger: logger)
        table.on(BatchGetBuilds.self) { [builds] in try builds.batchGetBuilds($0) }
        table.on(ListBuildsForProject.self) { [builds] in try builds.listBuildsForProject($0) }
        table.on(BatchGetProjects.self) { [builds] in try builds.batchGetProjects($0) }
        table.on(StopBuild.self) { [builds] in try builds.stopBuild($0) }
        table.on(DescribeLogStreams.self) { [builds] in try builds.describeLogStreams($0) }
        table.on(GetLogEvents.self) { [builds] in try builds.getLogEvents($0) }
        table.on(FilterLogEvents.self) { [builds] in try builds.filterLogEvents($0) }
        return table
    }
}
