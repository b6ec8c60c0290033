import ActionProviders
import ArgumentParser
import EngineServer
import Foundation
import Logging
import PipelineAPI
import PipelineEngine
import ServiceLifecycle
import Shell
import SigV4
import UnixSignals

/// `sluice engine serve`: the engine's process.
struct EngineServe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the engine on its socket, until it is idle or stopped.",
        discussion: """
            With --listen it also serves clients that sign their requests, such as the AWS CLI (`sluice engine env` says \
            how), and does not end when it is idle.
            """)

    @Option(help: ArgumentHelp("Listen on a network address too.", valueName: "host:port"))
    var listen: ListenAddress?

    @Flag(help: "Let other machines in; takes a certificate.")
    var beyondLoopback = false

    @Option(help: ArgumentHelp("The certificate chain, PEM.", valueName: "file"), completion: .file())
    var certificate: String?

    @Option(help: ArgumentHelp("The certificate's private key, PEM.", valueName: "file"), completion: .file())
    var key: String?

    @Flag(help: ArgumentHelp("Print a line when it serves.", visibility: .hidden))
    var reportReady = false

    func validate() throws {
        if let address = listen?.address, !address.isLoopback, !beyondLoopback {
            throw ValidationError("others can reach \(address.text): give --beyond-loopback if that is meant")
        }
        if (certificate == nil) != (key == nil) { throw ValidationError("--certificate and --key go together") }
        if listen == nil, certificate != nil || beyondLoopback { throw ValidationError("there is no --listen") }
    }

    func run() async throws {
        do {
            try await serve()
        } catch let error as EngineError {
            if case .settingsInvalid = error { try fail("\(error)", code: 2) }
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
        // What an engine that was killed had under way.
        try? FileManager.default.removeItem(at: folders.drafts)
        let parts = try EngineParts(
            folders: folders, environment: environment, executable: EngineLauncher.executable, logger: logger)
        let idle = IdleWatch(parts: parts, timeout: .seconds(parts.settings.idleTimeoutInSeconds))
        await parts.engine.setActivityHandler { idle.touch() }
        let table = parts.table(logger)
        let events: EventSource = { [engine = parts.engine] after, pipeline, onOverflow in
            await engine.changes(after: after, pipeline: pipeline, onOverflow: onOverflow)
        }
        let server = EngineServer(
            socketPath: folders.socket.path, replacesStaleSocket: true, table: table, events: events,
            activity: { idle.requestsOpen($0) }, onReady: { announceReady() }, logger: logger)
        try? FileManager.default.removeItem(at: folders.networkAddress)
        let network = try network(folders, table, events, parts.engine, logger)
        try await parts.engine.resume()
        await parts.directBuilds.resume()
        // Whoever listens for others does not leave because nobody has come for a while.
        let second: ServiceGroupConfiguration.ServiceConfiguration =
            if let network { .init(service: network, failureTerminationBehavior: .gracefullyShutdownGroup) } else {
                .init(service: idle, successTerminationBehavior: .gracefullyShutdownGroup)
            }
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: server), .init(service: PollingService(poller: parts.poller)), second],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(5)
        try await ServiceGroup(configuration: configuration).run()
        try? FileManager.default.removeItem(at: folders.networkAddress)
        await parts.directBuilds.detach()
        await parts.engine.detach()
    }

    private func network(
        _ folders: Folders, _ table: OperationTable, _ events: @escaping EventSource, _ engine: Engine,
        _ logger: Logger
    ) throws -> NetworkServer? {
        guard let address = listen?.address else { return nil }
        let own = try EngineKeys(folders: folders).key()
        let tls = certificate.flatMap { certificate in
            key.map { NetworkServer.TLSFiles(certificate: URL(filePath: certificate), key: URL(filePath: $0)) }
        }
        let scheme = tls == nil ? "http" : "https"
        let shelf = ArtifactShelf(engine: engine, drafts: folders.drafts, keys: JobKeys(own: own))
        return try NetworkServer(
            address: address, tls: tls, keys: { $0 == own.id ? own : nil }, region: engine.settings.region,
            table: table, events: events, webhooks: WebhookReceiver(engine: engine), artifacts: shelf,
            onReady: { address in
                let text = "\(scheme)://\(address.text)"
                await shelf.announce()
                await engine.setNetworkAddress(text)
                try? Data(text.utf8).write(to: folders.networkAddress, options: .atomic)
                Console.standard(environment: [:]).note("listening on \(text) · `sluice engine env` for clients")
            }, logger: logger)
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

/// HOST:PORT on a command line.
struct ListenAddress: ExpressibleByArgument {
    let address: NetworkAddress

    init?(argument: String) {
        guard let address = NetworkAddress(argument) else { return nil }
        self.address = address
    }
}
