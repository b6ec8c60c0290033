import CLinux
import Foundation
import Glibc
import SystemPackage

/// Whole files of a build directory: private (0600), read and written without a detour over temporary objects.
enum FileContent {
    static func write(_ bytes: some Sequence<UInt8>, to path: FilePath) throws(RunnerError) {
        try attempt(path) {
            let file = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: .ownerReadWrite)
            try file.closeAfter { _ = try file.writeAll(bytes) }
        }
    }

    /// Sets room aside on the disk for what will replace the file, so that a disk that is full by then takes it all the
    /// same. File systems that cannot do that give no promise.
    static func reserve(_ bytes: Int, for path: FilePath) throws(RunnerError) {
        try attempt(path) {
            let file = try FileDescriptor.open(
                new(path), .writeOnly, options: [.create, .closeOnExec], permissions: .ownerReadWrite)
            try file.closeAfter { file.reserve(bytes) }
        }
    }

    private static func new(_ path: FilePath) -> FilePath { FilePath(path.string + ".new") }

    /// Replaces the file in one step, so that a reader sees the old content, the new one, or none.
    ///
    /// - Parameter isDurable: whether the content must outlive a power failure; a process that dies loses nothing anyway.
    static func replace(_ path: FilePath, with data: Data, isDurable: Bool = true) throws(RunnerError) {
        try attempt(path) {
            let file = try FileDescriptor.open(
                new(path), .writeOnly, options: [.create, .closeOnExec], permissions: .ownerReadWrite)
            try file.closeAfter {
                _ = try file.writeAll(data)
                guard ftruncate(file.rawValue, off_t(data.count)) == 0 else { throw Errno(rawValue: errno) }
                guard !isDurable || fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
            }
            guard rename(new(path).string, path.string) == 0 else { throw Errno(rawValue: errno) }
        }
    }

    /// The file's bytes; `nil` if there is no such file.
    ///
    /// - Parameter limit: a longer file is an error.
    static func read(_ path: FilePath, limit: Int = .max) throws(RunnerError) -> [UInt8]? {
        do {
            let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            return try file.closeAfter { try file.readToEnd(limit: limit) }
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            throw .file(path: path.string, problem: "\(error)")
        }
    }

    /// A new folder of the user's alone, below one that others write to as well; `nil` if it cannot be made.
    static func makeTemporaryDirectory(in parent: String) -> String? {
        var template = Array("\(parent)/sluice-XXXXXX".utf8CString)
        return template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
    }

    static func makeDirectory(_ path: FilePath, permissions: mode_t = 0o700) throws(RunnerError) {
        guard mkdir(path.string, permissions) != 0, errno != EEXIST else { return }
        throw .file(path: path.string, problem: "\(Errno(rawValue: errno))")
    }

    private static func attempt(_ path: FilePath, _ body: () throws -> Void) throws(RunnerError) {
        do { try body() } catch { throw .file(path: path.string, problem: "\(error)") }
    }
}

extension FileDescriptor {
    func reserve(_ bytes: Int) { _ = clinux_reserve(rawValue, off_t(bytes)) }

    func readToEnd(limit: Int = .max) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try read(into: $0) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw Errno.fileTooLarge }
        }
    }
}
