import Crypto
public import Foundation
import Glibc
public import PipelineAPI
import SystemPackage
import Zip

/// The embedded engine's artifact store: a folder per bucket, a file per artifact, addressed by bucket and key as in S3.
///
/// An artifact is a zip archive with the files at its root. Each content is kept once, under the SHA-256 of its bytes;
/// a key is a hard link to it. What has a key is whole and outlives a power failure: it is written elsewhere first.
public struct ArtifactFolder: Sendable {
    /// The folder that holds the buckets.
    public let root: URL
    /// Each content by its hash. No bucket has such a name.
    var contents: URL { root.appending(path: ".contents") }

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

    /// Moves a file into the store. It must be on the same volume.
    ///
    /// Doing it again for the same location keeps what is there: a repeated run after a crash changes nothing.
    public func keep(_ file: URL, at location: S3Location) throws {
        let object = try url(of: location)
        let files = FileManager.default
        defer { try? files.removeItem(at: file) }
        if files.fileExists(atPath: object.path) { return }
        try Self.synchronize(file)
        let content = contents.appending(path: try Self.hash(of: file))
        for folder in [contents, object.deletingLastPathComponent()] {
            try files.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        repeat { try Self.link(file, content) } while try !Self.link(content, object)
        for folder in [contents, object.deletingLastPathComponent()] { try Self.synchronize(folder) }
    }

    /// Packs a folder and takes the archive into the store.
    ///
    /// - Parameter modified: the modification time that all its files get; by default they keep their own.
    public func keep(contentsOf folder: URL, at location: S3Location, modified: Date? = nil) throws {
        if contains(location) { return }
        let archive = folder.deletingLastPathComponent().appending(path: "\(UUID().uuidString).zip")
        defer { try? FileManager.default.removeItem(at: archive) }
        let seconds = modified.map { Int64($0.timeIntervalSince1970) }
        try ZipWriter.pack(FilePath(folder.path), into: FilePath(archive.path), modified: seconds)
        try keep(archive, at: location)
    }

    /// Whether an object is there.
    public func contains(_ location: S3Location) -> Bool {
        guard let object = try? url(of: location) else { return false }
        return FileManager.default.fileExists(atPath: object.path)
    }

    /// Puts a fresh copy of an artifact's files into `folder`, which must not exist yet.
    ///
    /// Throws `ZipError`.
    public func unpack(_ location: S3Location, into folder: URL) throws {
        try Self.unpack(url(of: location), into: folder)
    }

    /// Where the archive lies; nobody may write to it.
    public func url(of location: S3Location) throws -> URL {
        let parts = ([location.bucket ?? ""] + (location.key ?? "").split(separator: "/").map(String.init))
        guard parts.count > 1, !parts[0].isEmpty, !parts[0].hasPrefix("."),
            !parts.contains(where: { $0 == "." || $0 == ".." })
        else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: location.key ?? ""])
        }
        return parts.reduce(root) { $0.appending(path: $1) }
    }

    /// The SHA-256 of an artifact's bytes, in hexadecimal.
    public func contentHash(at location: S3Location) throws -> String {
        try Self.hash(of: url(of: location))
    }

    static func hash(of file: URL) throws -> String {
        let input = try FileHandle(forReadingFrom: file)
        defer { try? input.close() }
        var hash = SHA256()
        while let chunk = try input.read(upToCount: 1 << 20), !chunk.isEmpty { hash.update(data: chunk) }
        return hash.finalize().map { String(format: "%02x", $0) }.joined()
    }

    /// Gives a file another name. One that is there already is left alone: it means the same.
    ///
    /// - Returns: `false` if the file itself is gone, as a content that nobody used any more may be.
    @discardableResult
    private static func link(_ file: URL, _ name: URL) throws -> Bool {
        if Glibc.link(file.path, name.path) == 0 || errno == EEXIST { return true }
        let problem = Errno(rawValue: errno)
        if problem == .noSuchFileOrDirectory { return false }
        throw ZipError.file(FilePath(name.path), problem)
    }

    /// Waits until a file, or a folder's list of names, is on the disk.
    private static func synchronize(_ place: URL) throws {
        let descriptor = try FileDescriptor.open(place.path, .readOnly, options: .closeOnExec)
        defer { try? descriptor.close() }
        guard fsync(descriptor.rawValue) == 0 else { throw ZipError.file(FilePath(place.path), Errno(rawValue: errno)) }
    }
}
