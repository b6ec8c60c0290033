import Foundation
import PipelineAPI
import PipelineEngine
import Runner

/// Where a build that no pipeline starts leaves one of its outputs, in the folder that stands for a bucket.
struct Delivery: Codable, Sendable, Equatable {
    /// Of a secondary artifact.
    var identifier: String?
    var bucket: String
    /// The parts of the key: of the archive, or of the folder of its files.
    var key: [String]
    var isArchive: Bool
    /// What of the key comes before a name that the buildspec may give.
    var folder: [String]?

    /// - Parameters:
    ///   - project: its name is the artifact's where that has none.
    ///   - uuid: the build's.
    ///
    /// Throws `InvalidInputException`.
    init?(_ artifacts: ProjectArtifacts, project: String, uuid: String) throws {
        guard artifacts.type == "S3" else { return nil }
        let name = artifacts.name ?? project
        let namespace = artifacts.namespaceType == "BUILD_ID" ? uuid : ""
        guard let bucket = artifacts.location, !bucket.isEmpty, !bucket.contains("/") else {
            throw APIError.invalidInput("Artifacts of the type S3 need a bucket as their location")
        }
        let folder = [artifacts.path ?? "", namespace]
        let key = try Self.key(folder + [name], in: bucket)
        isArchive = artifacts.packaging == "ZIP"
        guard !isArchive || !key.isEmpty else { throw APIError.invalidInput("Artifacts that are a ZIP need a name") }
        (identifier, self.bucket, self.key) = (artifacts.artifactIdentifier, bucket, key)
        if artifacts.overrideArtifactName ?? false { self.folder = folder }
    }

    private static func key(_ parts: [String], in bucket: String) throws -> [String] {
        if let key = Buckets.parts(ofKey: parts.joined(separator: "/")) { return key }
        throw APIError.invalidInput("The path and name of the artifacts lead out of the bucket '\(bucket)'")
    }

    /// The build's output that is delivered.
    var output: BuildRequest.OutputArtifact {
        .init(
            name: identifier ?? Self.primary, entry: identifier.map { .secondary($0) } ?? .main,
            wantsName: folder.map { _ in true })
    }

    /// No identifier is spelled so.
    private static let primary = "-"

    var shown: BuildArtifacts {
        BuildArtifacts(
            location: "arn:aws:s3:::" + ([bucket] + key).joined(separator: "/"), artifactIdentifier: identifier)
    }

    /// Puts the output in its place, if the build made it, under the name that the build has found for it.
    mutating func carryOut(_ directory: BuildDirectory, to buckets: Buckets, _ settings: EngineSettings) throws {
        if let folder, let name = try directory.result()?.artifactNames?[output.name] {
            key = try Self.key(folder + [name], in: bucket)
        }
        let archive = directory.output(output.name)
        guard FileManager.default.fileExists(atPath: archive.path) else { return }
        guard let folder = buckets.folder(of: bucket, settings) else {
            throw APIError.invalidInput("'\(bucket)' is no name of a bucket")
        }
        if isArchive { return try buckets.put(archive, at: key, in: folder, mark: directory.stream) }
        try buckets.putFiles(at: key, in: folder, mark: directory.stream) {
            try ArtifactFolder.unpack(archive, into: $0)
        }
    }
}

/// The deliveries of one build: the content of `deliveries.json` in its folder, so that the next engine delivers what this
/// one could not.
struct Deliveries: Codable, Sendable, Equatable {
    var all: [Delivery]
    /// Until then the build goes on, for whoever looks.
    private(set) var isOver = false
    /// Why they came to nothing.
    private(set) var problem: String?

    init(_ all: [Delivery]) {
        self.all = all
    }

    /// `nil` for a build that delivers nothing.
    init?(of directory: BuildDirectory) {
        guard let data = try? Data(contentsOf: Self.file(directory)),
            let known = try? JSONDecoder().decode(Deliveries.self, from: data)
        else { return nil }
        self = known
    }

    func save(in directory: BuildDirectory) throws {
        if all.isEmpty { return }
        try JSONEncoder().encode(self).write(to: Self.file(directory), options: .atomic)
    }

    /// Delivers what the build made. What a crash interrupts is done again, whole.
    mutating func carryOut(_ directory: BuildDirectory, to buckets: Buckets, _ settings: EngineSettings) throws {
        if isOver { return }
        do {
            for index in all.indices { try all[index].carryOut(directory, to: buckets, settings) }
        } catch {
            problem = "error while uploading artifacts: \(error)"
        }
        isOver = true
        try save(in: directory)
    }

    /// Notes that nothing of the build can be delivered.
    mutating func giveUp(_ directory: BuildDirectory, because problem: String) throws {
        if isOver { return }
        (self.problem, isOver) = (problem, true)
        try save(in: directory)
    }

    private static func file(_ directory: BuildDirectory) -> URL { directory.url.appending(path: "deliveries.json") }
}

extension CodeBuildBuild {
    /// With what became of its artifacts.
    mutating func add(_ deliveries: Deliveries) {
        artifacts = deliveries.all.first { $0.identifier == nil }?.shown ?? BuildArtifacts(location: "")
        let secondary = deliveries.all.filter { $0.identifier != nil }.map(\.shown)
        secondaryArtifacts = secondary.isEmpty ? nil : secondary
        guard let problem = deliveries.problem, let upload = phases?.firstIndex(where: { $0.isUpload }) else { return }
        buildStatus = .failed
        phases?[upload].phaseStatus = .failed
        phases?[upload].contexts = [PhaseContext(statusCode: "CLIENT_ERROR", message: problem)]
    }
}

extension PipelineAPI.BuildPhase {
    fileprivate var isUpload: Bool { phaseType == "UPLOAD_ARTIFACTS" }
}
