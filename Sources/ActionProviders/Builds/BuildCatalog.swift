public import Foundation
public import PipelineAPI
public import PipelineEngine
import Runner

/// Answers what CodeBuild and CloudWatch Logs are asked about the engine's builds, from the builds' own folders.
public struct BuildCatalog: Sendable {
    let folder: URL
    let settings: EngineSettings

    /// - Parameter folder: holds one folder per build, as `BuildHost` lays them out.
    public init(folder: URL, settings: EngineSettings) {
        self.folder = folder
        self.settings = settings
    }

    public func batchGetBuilds(_ input: BatchGetBuilds.Input) throws -> BatchGetBuilds.Output {
        guard (1...100).contains(input.ids.count) else {
            throw APIError(code: "InvalidInputException", message: "ids must have 1 to 100 members")
        }
        var output = BatchGetBuilds.Output(builds: [], buildsNotFound: [])
        for id in input.ids {
            if let build = try build(id) { output.builds?.append(build) } else { output.buildsNotFound?.append(id) }
        }
        return output
    }

    func build(_ id: BuildID) throws -> CodeBuildBuild? {
        guard let uuid = id.rawValue.split(separator: ":").last,
            let directory = directory(stream: String(uuid)),
            let request = try? directory.request(), request.buildID == id.rawValue
        else { return nil }
        // Looked at in this order: a build that begins meanwhile has no journal here, one that ends has a result.
        let journal = try directory.journal()
        let isAlive = directory.isRunnerAlive()
        let deliveries = Deliveries(of: directory)
        let isDelivering = deliveries.map { !$0.isOver } ?? false
        var build = CodeBuildBuild(
            request, journal: journal, result: isDelivering ? nil : try directory.result(),
            isAlive: isAlive || isDelivering, settings: settings)
        if let deliveries { build.add(deliveries) }
        // AWS's console knows nothing of it.
        build.logs?.deepLink = directory.log.absoluteString
        return build
    }

    /// The folder of a build by its log stream's name, its UUID. Anything else names no folder.
    func directory(stream: String) -> BuildDirectory? {
        guard UUID(uuidString: stream) != nil else { return nil }
        let directory = folder.appending(path: stream, directoryHint: .isDirectory)
        guard FileManager.default.fileExists(atPath: directory.path) else { return nil }
        return BuildDirectory(directory)
    }
}
