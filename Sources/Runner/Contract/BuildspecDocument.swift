import Buildspec
import SystemPackage
import Zip

/// The text of a build's buildspec, read where it lies: in the value that a project or an action carries, or in the primary
/// source. Blocks while it reads.
public struct BuildspecDocument: Sendable, Equatable {
    public var text: String
    /// The file, for messages; `nil` where the value is the document itself.
    public var place: String?

    /// The primary source of a build.
    public enum Source: Sendable {
        /// An absolute path.
        case directory(String)
        /// A zip archive that is not unpacked yet.
        case archive(String)
        /// The file that `path(of:)` names has been looked for elsewhere; `nil` if there is none.
        case found([UInt8]?)
    }

    /// Why there is no text, in CodeBuild's code and words.
    public struct Absence: Error, Sendable, Equatable {
        public var code: String
        public var message: String
    }

    public init(_ value: String?, in source: Source) throws(Absence) {
        switch BuildspecSource(value) {
        case .inline(let text): self.init(text: text)
        case .object(let arn):
            throw Absence(
                code: "CLIENT_ERROR",
                message: "buildspec \(arn): a buildspec in S3 can't be read here; put it into the source")
        case .defaultFile:
            try self.init(BuildspecSource.defaultFileName, source) { _ in "YAML file does not exist" }
        case .file(let path): try self.init(path, source) { "stat \($0): no such file or directory" }
        }
    }

    /// The path of the document in the source, as archives and repositories have it; `nil` where it is in none.
    public static func path(of value: String?) -> String? {
        switch BuildspecSource(value) {
        case .inline, .object: nil
        case .defaultFile: BuildspecSource.defaultFileName
        case .file(let path): FilePath(path).lexicallyNormalized().string
        }
    }

    private init(text: String) {
        self.text = text
    }

    private init(_ path: String, _ source: Source, missing: (String) -> String) throws(Absence) {
        let place = source.place(of: path)
        let bytes: [UInt8]?
        do {
            bytes = try source.content(of: path)
        } catch {
            throw Absence(code: BuildspecError.code, message: "\(error)")
        }
        guard let bytes else { throw Absence(code: BuildspecError.code, message: missing(path)) }
        self.init(text: String(decoding: bytes, as: UTF8.self))
        self.place = place
    }
}

extension BuildspecDocument.Source {
    /// 4 MiB; the longest in use have some hundred lines.
    public static let longest = 4 << 20

    fileprivate func place(of path: String) -> String {
        guard case .directory(let directory) = self else { return path }
        return FilePath(directory).pushing(FilePath(path)).lexicallyNormalized().string
    }

    fileprivate func content(of path: String) throws -> [UInt8]? {
        switch self {
        case .directory: try FileContent.read(FilePath(place(of: path)))
        case .archive(let archive):
            // A path of this machine's leads to the same file before and after the archive is unpacked.
            path.hasPrefix("/")
                ? try FileContent.read(FilePath(path).lexicallyNormalized())
                : try ZipArchive(FilePath(archive))
                    .content(of: FilePath(path).lexicallyNormalized().string, limit: Self.longest)
        case .found(let bytes): bytes
        }
    }
}
