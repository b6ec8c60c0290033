public import SystemPackage

/// Why an archive can't be written or read.
public enum ZipError: Error, Sendable, Equatable {
    /// A call on a file failed.
    case file(FilePath, Errno)
    /// The file is no zip archive, or a damaged one, or uses what this reader does not know.
    case unreadable(FilePath, String)
    /// An entry's name leads out of the archive's folder, or names nothing.
    case unsafeName(FilePath, String)
    /// The archive holds more than the reader is ready to unpack.
    case tooLarge(FilePath, String)
}

extension ZipError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .file(let path, let problem): "\(path): \(problem)"
        case .unreadable(let path, let reason): "\(path) can't be read as a zip archive: \(reason)"
        case .unsafeName(let path, let name): "\(path) holds an entry that leads out of its folder: \(name)"
        case .tooLarge(let path, let limit): "\(path) holds more than \(limit)"
        }
    }
}
