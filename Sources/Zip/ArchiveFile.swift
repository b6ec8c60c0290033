import Glibc
import SystemPackage

/// The file that an archive is written to: buffered at its end, and open to corrections further up.
struct ArchiveFile: ~Copyable {
    let path: FilePath
    private let file: FileDescriptor
    private var buffer: [UInt8] = []
    private var written: UInt64 = 0

    /// The file must not exist yet; it is private to its owner.
    init(_ path: FilePath) throws(ZipError) {
        self.path = path
        file = try ZipError.attempt(path) { () throws in
            try FileDescriptor.open(
                path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
        }
        buffer.reserveCapacity(Self.capacity)
    }

    deinit { try? file.close() }

    private static let capacity = 256 << 10

    /// How long the file is.
    var length: UInt64 { written + UInt64(buffer.count) }

    mutating func append(_ bytes: some Collection<UInt8>) throws(ZipError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.capacity { try flush() }
    }

    /// Writes over what was appended at `offset`.
    mutating func replace(at offset: UInt64, with bytes: [UInt8]) throws(ZipError) {
        guard offset < written else {
            let start = Int(offset - written)
            return buffer.replaceSubrange(start..<start + bytes.count, with: bytes)
        }
        try flush()
        try ZipError.attempt(path) { () throws in _ = try file.writeAll(toAbsoluteOffset: Int64(offset), bytes) }
    }

    /// Forgets everything from `offset` on.
    mutating func truncate(to offset: UInt64) throws(ZipError) {
        try flush()
        guard ftruncate(file.rawValue, off_t(offset)) == 0 else { throw .file(path, Errno(rawValue: errno)) }
        try ZipError.attempt(path) { () throws in _ = try file.seek(offset: Int64(offset), from: .start) }
        written = offset
    }

    /// After it the content outlives a power failure.
    mutating func synchronize() throws(ZipError) {
        try flush()
        guard fsync(file.rawValue) == 0 else { throw .file(path, Errno(rawValue: errno)) }
    }

    private mutating func flush() throws(ZipError) {
        let bytes = buffer
        try ZipError.attempt(path) { () throws in _ = try file.writeAll(bytes) }
        written += UInt64(bytes.count)
        buffer.removeAll(keepingCapacity: true)
    }
}

extension ZipError {
    static func attempt<Value>(_ path: FilePath, _ body: () throws -> Value) throws(ZipError) -> Value {
        do {
            return try body()
        } catch let problem as Errno {
            throw .file(path, problem)
        } catch {
            throw .unreadable(path, "\(error)")
        }
    }
}
