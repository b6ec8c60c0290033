import Glibc
import SystemPackage

/// Copying selected files into an artifact's folder, with their modes.
enum ArtifactCopy {
    static func copy(_ item: FileSelection.Item, to root: FilePath, keepsSymlinks: Bool) throws(RunnerError) {
        let destination = root.pushing(FilePath(item.destination))
        try makeParents(of: destination, below: root)
        do {
            if keepsSymlinks, let target = linkTarget(item.source) {
                guard symlink(target, destination.string) == 0 else { throw Errno(rawValue: errno) }
                return
            }
            let source = try FileDescriptor.open(item.source, .readOnly, options: .closeOnExec)
            try source.closeAfter {
                let copy = try FileDescriptor.open(
                    destination, .writeOnly, options: [.create, .truncate, .closeOnExec],
                    permissions: .ownerReadWrite)
                try copy.closeAfter { try copyContent(from: source, to: copy) }
            }
        } catch {
            throw .file(path: item.source, problem: "\(error)")
        }
    }

    private static func copyContent(from source: FileDescriptor, to copy: FileDescriptor) throws {
        var information = stat()
        guard fstat(source.rawValue, &information) == 0 else { throw Errno(rawValue: errno) }
        var buffer = [UInt8](repeating: 0, count: 128 << 10)
        while case let count = try buffer.withUnsafeMutableBytes({ try source.read(into: $0) }), count > 0 {
            _ = try buffer.withUnsafeBytes { try copy.writeAll($0[..<count]) }
        }
        guard fchmod(copy.rawValue, information.st_mode & 0o777 | 0o600) == 0 else { throw Errno(rawValue: errno) }
    }

    private static func makeParents(of path: FilePath, below root: FilePath) throws(RunnerError) {
        var directory = root
        for component in path.removingLastComponent().components.dropFirst(root.components.count) {
            directory.append(component)
            try FileContent.makeDirectory(directory, permissions: 0o755)
        }
    }

    private static func linkTarget(_ path: String) -> String? {
        var target = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = target.withUnsafeMutableBytes { buffer in
            buffer.withMemoryRebound(to: CChar.self) { text in
                text.baseAddress.map { readlink(path, $0, text.count) } ?? -1
            }
        }
        return count > 0 ? String(decoding: target[..<count], as: UTF8.self) : nil
    }
}
