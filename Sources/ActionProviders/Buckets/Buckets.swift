public import Foundation
import Glibc
import PipelineEngine

/// The folders that stand for S3 buckets.
public struct Buckets: Sendable {
    /// Holds the folders of buckets that the settings do not place elsewhere.
    private let folder: URL
    /// Holds files on their way.
    let drafts: URL

    /// - Parameter drafts: on the same volume as the artifact store.
    public init(folder: URL, drafts: URL) {
        self.folder = folder
        self.drafts = drafts
    }

    /// A bucket's folder, perhaps not there yet; `nil` if this can be no bucket's name.
    func folder(of bucket: String, _ settings: EngineSettings) -> URL? {
        guard !bucket.isEmpty, !bucket.contains("/"), bucket != "..", bucket != "." else { return nil }
        return settings.buckets[bucket].map { URL(filePath: $0, directoryHint: .isDirectory) }
            ?? folder.appending(path: bucket, directoryHint: .isDirectory)
    }

    /// What stands for an object, perhaps not there; `nil` if its key leads out of the bucket.
    func object(_ bucket: String, _ key: String, _ settings: EngineSettings) -> URL? {
        path(of: bucket, key, settings)?.resolvingSymlinksInPath()
    }

    /// The same, where links on the way are as they stand.
    func path(of bucket: String, _ key: String, _ settings: EngineSettings) -> URL? {
        guard let folder = folder(of: bucket, settings), let parts = Self.parts(ofKey: key), !parts.isEmpty else {
            return nil
        }
        return parts.reduce(folder) { $0.appending(path: $1) }
    }

    /// The address of a bucket's folder.
    func link(to bucket: String?, _ settings: EngineSettings) -> String? {
        bucket.flatMap { folder(of: $0, settings)?.absoluteString }
    }

    /// The parts of an object's key; `nil` if they lead out of the bucket.
    static func parts(ofKey key: String) -> [String]? {
        let parts = key.split(separator: "/").map(String.init)
        return parts.contains("..") || parts.contains(".") ? nil : parts
    }

    /// A place of its own for files on their way, not made yet; its folder is.
    func newDraft() throws -> URL {
        try FileManager.default.createDirectory(
            at: drafts, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return drafts.appending(path: UUID().uuidString)
    }

    /// Puts a file or a link in its place whole, whoever reads there meanwhile.
    ///
    /// A link that an earlier artifact left may lead out of the bucket; nothing is written through it.
    ///
    /// - Parameters:
    ///   - mark: tells this writer from others. What it left when it was killed it takes up again.
    ///   - path: below `folder`.
    func put(_ source: URL, at path: [String], in folder: URL, mark: String) throws {
        let (files, directory) = (FileManager.default, path.dropLast().reduce(folder) { $0.appending(path: $1) })
        try refuseLinks(in: path.dropLast(), below: folder)
        try files.createDirectory(at: directory, withIntermediateDirectories: true)
        // Beside its place first: the bucket may be on another volume.
        let target = directory.appending(path: path.last ?? "")
        let new = directory.appending(path: ".\(target.lastPathComponent.prefix(100)).\(mark)")
        unlink(new.path)
        try files.copyItem(at: source, to: new)
        guard rename(new.path, target.path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(new.path)
            throw CocoaError(.fileWriteUnknown, userInfo: [NSLocalizedDescriptionKey: "\(target.path): \(reason)"])
        }
    }

    /// Puts the files that `unpack` makes in a folder below a key; what is there and not among them stays, as in S3.
    func putFiles(at prefix: [String], in folder: URL, mark: String, unpack: (URL) throws -> Void) throws {
        let (files, draft) = (FileManager.default, try newDraft())
        defer { try? files.removeItem(at: draft) }
        try unpack(draft)
        for path in try files.subpathsOfDirectory(atPath: draft.path) {
            let source = draft.appending(path: path)
            let type = try files.attributesOfItem(atPath: source.path)[.type] as? FileAttributeType
            if type == .typeDirectory { continue }
            try put(source, at: prefix + path.split(separator: "/").map(String.init), in: folder, mark: mark)
        }
    }

    private func refuseLinks(in path: some Sequence<String>, below folder: URL) throws {
        var place = folder
        for component in path {
            place.append(path: component)
            var status = stat()
            if lstat(place.path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
                throw Obstacle(place: place.path)
            }
        }
    }

    private struct Obstacle: Error, CustomStringConvertible {
        let place: String
        var description: String { "\(place) is a link where the artifact has a folder; remove it, then retry" }
    }
}
