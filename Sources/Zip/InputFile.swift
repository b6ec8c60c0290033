import Glibc
import SystemPackage

/// A file read at given places.
struct InputFile: ~Copyable {
    let path: FilePath
    let size: UInt64
    private let file: FileDescriptor

    init(_ path: FilePath) throws(ZipError) {
        self.path = path
        let file = try ZipError.attempt(path) { () throws in
            try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        }
        self.file = file
        var information = stat()
        let answer = fstat(file.rawValue, &information)
        size = answer == 0 && information.st_mode & S_IFMT == S_IFREG ? UInt64(information.st_size) : 0
    }

    deinit { try? file.close() }

    /// Exactly `count` bytes; fewer are an error.
    func read(at offset: UInt64, count: Int) throws(ZipError) -> [UInt8] {
        let bytes = try ZipError.attempt(path) { () throws in
            try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                while filled < count {
                    let rest = UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<count])
                    let added = try file.read(fromAbsoluteOffset: Int64(offset) + Int64(filled), into: rest)
                    if added == 0 { break }
                    filled += added
                }
            }
        }
        guard bytes.count == count else { throw .unreadable(path, "it ends too early") }
        return bytes
    }
}
