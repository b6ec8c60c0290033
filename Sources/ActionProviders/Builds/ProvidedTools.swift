public import Foundation
import PipelineAPI
import PipelineEngine
import Runner

/// The programs that sluice puts first into the `PATH` of builds, so that the CDK's tools work on the engine that the
/// build belongs to: links to sluice's own executable.
public struct ProvidedTools: Sendable {
    private let folder: URL
    private let socket: URL
    private let buckets: URL
    private let profiles: [String: String]

    /// Makes the links.
    ///
    /// - Parameters:
    ///   - folder: holds the links; made if missing.
    ///   - executable: what they lead to.
    ///   - socket: the engine's.
    ///   - buckets: holds the folders that stand for buckets.
    ///   - profiles: the variables with which the profiles of deployments are found; no secrets.
    public init(folder: URL, executable: URL, socket: URL, buckets: URL, profiles: [String: String]) throws {
        self.folder = folder
        self.socket = socket
        self.buckets = buckets
        self.profiles = profiles
        let files = FileManager.default
        try files.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for program in BuildTools.programs {
            let link = folder.appending(path: program)
            if (try? files.destinationOfSymbolicLink(atPath: link.path)) == executable.path { continue }
            // A build may be looking there: the new link takes the place of the old one whole.
            let draft = folder.appending(path: ".\(program).\(UUID().uuidString)")
            try files.createSymbolicLink(at: draft, withDestinationURL: executable)
            guard rename(draft.path, link.path) == 0 else {
                throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: link.path])
            }
        }
    }

    /// The environment of a build with the programs in it, and with what they need to know.
    func environment(
        _ inherited: [String: String], _ layout: BuildLayout, _ settings: EngineSettings
    ) throws -> [String: String] {
        let tools = BuildTools(
            folder: folder.path, socket: socket.path, pipeline: layout.order.execution?.pipeline,
            execution: layout.order.execution?.id, build: layout.order.identity.id, account: settings.accountId,
            region: settings.region, buckets: buckets.path, placedBuckets: settings.buckets,
            deployment: layout.order.execution.flatMap { deployment(of: $0.pipeline, settings) })
        var environment = inherited
        environment[BuildTools.variable] = String(decoding: try JSONEncoder().encode(tools), as: UTF8.self)
        environment["PATH"] = "\(folder.path):" + (inherited["PATH"] ?? "/usr/local/bin:/usr/bin:/bin")
        return environment
    }

    private func deployment(of pipeline: PipelineName, _ settings: EngineSettings) -> BuildTools.Deployment? {
        guard let target = settings.deployment(of: pipeline), target.deploys else { return nil }
        return BuildTools.Deployment(target: target, environment: profiles)
    }
}
