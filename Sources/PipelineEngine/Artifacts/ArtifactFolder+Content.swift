public import Foundation
public import PipelineAPI
import SystemPackage
import Zip

extension ArtifactFolder {
    /// Puts a fresh copy of an archive's files into `folder`, which must not exist yet.
    ///
    /// Throws `ZipError`.
    public static func unpack(_ archive: URL, into folder: URL) throws {
        try ZipArchive(FilePath(archive.path)).unpack(into: FilePath(folder.path))
    }

    /// Writes the archive of a folder: the same one, as long as nothing in the folder changes.
    public static func pack(_ folder: URL, into archive: URL) throws {
        try ZipWriter.pack(FilePath(folder.path), into: FilePath(archive.path))
    }

    /// The SHA-256 of a file's bytes, in hexadecimal.
    public static func contentHash(of file: URL) throws -> String { try hash(of: file) }

    /// Takes one artifact into the store that holds the files of several archives; of two of the same name the later one.
    ///
    /// - Parameter folder: where they are unpacked, on the same volume; it is removed.
    public func keep(combining archives: [URL], in folder: URL, at location: S3Location) throws {
        let files = FileManager.default
        try? files.removeItem(at: folder)
        defer { try? files.removeItem(at: folder) }
        for archive in archives {
            try ZipArchive(FilePath(archive.path)).unpack(into: FilePath(folder.path), replaces: true)
        }
        try keep(contentsOf: folder, at: location)
    }
}
