public import Foundation
public import PipelineAPI

/// The embedded engine's artifact store: a folder per bucket, an object per artifact, addressed by bucket and key as
/// in S3.
///
/// An object is kept as the tree of files it stands for, permissions and symbolic links included. It is written
/// elsewhere first and moved into place whole, so a half-written object never has a key.
public struct ArtifactFolder: Sendable {
    /// The folder that holds the buckets.
    public let root: URL

    public init(root: URL) {
        self.root = root
    }

    /// A new location for an artifact, formed as CodePipeline forms it: `<pipeline>/<artifact>/<random>`.
    ///
    /// Pipeline and artifact names are cut (20 and 10 characters), so never take a location apart.
    public func location(
        bucket: String, pipeline: PipelineName, artifact: ArtifactName, run: ActionExecutionID
    ) -> S3Location {
        let unique = run.rawValue.filter(\.isHexDigit).suffix(12)
        let key = "\(pipeline.rawValue.prefix(20))/\(artifact.rawValue.prefix(10))/\(unique)"
        return S3Location(bucket: bucket, key: key)
    }

    /// Moves a folder's content into the store. The folder must be on the same volume as the store.
    ///
    /// Doing it again for the same location keeps what is there: a repeated run after a crash changes nothing.
    public func keep(_ folder: URL, at location: S3Location) throws {
        let object = try url(of: location)
        let files = FileManager.default
        if files.fileExists(atPath: object.path) { return }
        try files.createDirectory(at: object.deletingLastPathComponent(), withIntermediateDirectories: true)
        try files.moveItem(at: folder, to: object)
    }

    /// Whether an object is there.
    public func contains(_ location: S3Location) -> Bool {
        guard let object = try? url(of: location) else { return false }
        return FileManager.default.fileExists(atPath: object.path)
    }

    /// Puts a fresh copy of an artifact's files into `folder`, which must not exist yet.
    public func copy(_ location: S3Location, to folder: URL) throws {
        let files = FileManager.default
        try files.createDirectory(at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
        try files.copyItem(at: try url(of: location), to: folder)
    }

    /// Removes an object; one that is not there is fine.
    public func remove(_ location: S3Location) throws {
        let object = try url(of: location)
        guard FileManager.default.fileExists(atPath: object.path) else { return }
        try FileManager.default.removeItem(at: object)
    }

    private func url(of location: S3Location) throws -> URL {
        let parts = ([location.bucket ?? ""] + (location.key ?? "").split(separator: "/").map(String.init))
        guard parts.count > 1, !parts.contains(where: { $0.isEmpty || $0 == ".." || $0 == "." }) else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: location.key ?? ""])
        }
        return parts.reduce(root) { $0.appending(path: $1) }
    }
}
