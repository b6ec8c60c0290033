public import Foundation

/// The files of a cloud assembly by their paths in it.
public typealias AssemblyFiles = (AssemblyPath) throws(AssemblyError) -> Data

/// A cloud assembly on the disk: the one place where it touches files.
public struct AssemblyDirectory: Sendable {
    private let root: URL

    /// Far beyond any real file of an assembly that is read, as opposed to published.
    private static let sizeLimitInBytes = 64 << 20

    /// The folder as it really is: what it holds is compared with that.
    public init(_ directory: URL) {
        root = directory.resolvingSymlinksInPath().standardizedFileURL
    }

    /// Where a file of the assembly is, links followed. Throws if that is outside of the assembly.
    public func url(of path: AssemblyPath) throws(AssemblyError) -> URL {
        let url = path.components.reduce(root) { $0.appending(path: $1) }.resolvingSymlinksInPath()
        guard url.path == root.path || url.path.hasPrefix(root.path + "/") else {
            throw .outside(url.path, namedIn: path)
        }
        return url
    }

    /// The content of a regular file of at most 64 MB; its type `AssemblyFiles` is what assemblies are read from.
    public func contents(of path: AssemblyPath) throws(AssemblyError) -> Data {
        let url = try url(of: path)
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw AssemblyError.unreadable(path, reason: "it is not a file")
            }
            guard let size = attributes[.size] as? NSNumber, size.intValue <= Self.sizeLimitInBytes else {
                throw AssemblyError.unreadable(path, reason: "it is larger than 64 MB")
            }
            return try Data(contentsOf: url)
        } catch let error as AssemblyError {
            throw error
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile {
            throw .missing(path)
        } catch {
            throw .unreadable(path, reason: error.localizedDescription)
        }
    }
}
