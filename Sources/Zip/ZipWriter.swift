import Glibc
public import SystemPackage

/// Writes a zip archive, entry by entry. The same entries make the same bytes, whenever and wherever.
///
/// Content of any length is streamed; more than 4 GiB and more than 65,535 entries make a zip64 archive. Modes,
/// modification times (to the second) and symbolic links are kept; owners are not.
public struct ZipWriter: ~Copyable {
    private var file: ArchiveFile
    private var entries: [ZipEntry] = []
    private let compression = Compression(.deflate)
    private let modified: Int64?

    /// Begins an archive in a new file, 0600.
    ///
    /// - Parameter modified: the modification time of all entries, in seconds since 1970; by default the files' own.
    /// - Throws `ZipError.file`, also if there is such a file already.
    public init(_ path: FilePath, modified: Int64? = nil) throws(ZipError) {
        self.modified = modified
        file = try ArchiveFile(path)
    }

    /// Adds the file, the directory or, as what it is, the symbolic link at `source`.
    ///
    /// - Parameters:
    ///   - name: the entry's name, relative, without a slash at its end.
    ///   - followsLink: whether what a link points at is taken in its place.
    /// - Throws: `ZipError.file`.
    public mutating func add(_ source: FilePath, as name: String, followsLink: Bool = false) throws(ZipError) {
        var information = stat()
        let answer = followsLink ? stat(source.string, &information) : lstat(source.string, &information)
        guard answer == 0 else { throw .file(source, Errno(rawValue: errno)) }
        var entry = ZipEntry(
            name: Array(name.utf8), mode: information.st_mode,
            modified: modified ?? Int64(information.st_mtim.tv_sec))
        switch information.st_mode & S_IFMT {
        case S_IFDIR:
            entry.name.append(UInt8(ascii: "/"))
            // It changes with the content, and says nothing of it.
            entry.modified = modified ?? 0
            try add(entry, content: [])
        case S_IFLNK: try add(entry, content: try Self.target(of: source))
        default: try add(entry, contentOf: source, size: UInt64(information.st_size))
        }
    }

    /// Ends the archive. After it the file is whole, and outlives a power failure.
    ///
    /// Throws `ZipError.file`.
    public consuming func finish() throws(ZipError) {
        let start = file.length
        for entry in entries { try file.append(entry.centralHeader) }
        try file.append(ZipDirectoryEnd(count: entries.count, offset: start, size: file.length - start).bytes)
        try file.synchronize()
    }

    private mutating func add(_ entry: ZipEntry, content: [UInt8]) throws(ZipError) {
        var entry = entry
        var checksum = Checksum()
        checksum.add(content)
        (entry.checksum, entry.offset) = (checksum.value, file.length)
        (entry.size, entry.compressedSize) = (UInt64(content.count), UInt64(content.count))
        try file.append(entry.localHeader(isLarge: false))
        try file.append(content)
        entries.append(entry)
    }

    private mutating func add(_ entry: ZipEntry, contentOf source: FilePath, size: UInt64) throws(ZipError) {
        var entry = entry
        entry.method = .deflated
        entry.offset = file.length
        // A file may grow while it is read.
        let isLarge = size >= beyond32 / 2
        try file.append(entry.localHeader(isLarge: isLarge))
        let start = file.length
        try stream(source, size, into: &entry)
        entry.compressedSize = file.length - start
        if entry.compressedSize >= entry.size { try store(source, in: &entry, from: start) }
        guard isLarge || max(entry.size, entry.compressedSize) < beyond32 else {
            throw .file(source, .fileTooLarge)
        }
        try file.replace(at: entry.offset, with: entry.localHeader(isLarge: isLarge))
        entries.append(entry)
    }

    /// Compresses the file's content, and takes its length and checksum.
    private mutating func stream(
        _ source: FilePath, _ expected: UInt64, into entry: inout ZipEntry
    ) throws(ZipError) {
        compression.reset()
        var checksum = Checksum()
        var size: UInt64 = 0
        try Self.read(source, expected) { chunk, isLast throws(ZipError) in
            checksum.add(chunk)
            size += UInt64(chunk.count)
            _ = try compression.run(chunk, isLast: isLast) { bytes throws(ZipError) in try file.append(bytes) }
        }
        (entry.checksum, entry.size) = (checksum.value, size)
    }

    /// Takes the content as it is: compressing made it no smaller.
    private mutating func store(
        _ source: FilePath, in entry: inout ZipEntry, from start: UInt64
    ) throws(ZipError) {
        try file.truncate(to: start)
        var checksum = Checksum()
        try Self.read(source, entry.size) { chunk, _ throws(ZipError) in
            checksum.add(chunk)
            try file.append(chunk)
        }
        entry.method = .stored
        entry.checksum = checksum.value
        (entry.size, entry.compressedSize) = (file.length - start, file.length - start)
    }

    /// - Parameter size: how long the file seems to be, which decides how much is read at once.
    private static func read(
        _ source: FilePath, _ size: UInt64, _ body: (_ chunk: [UInt8], _ isLast: Bool) throws(ZipError) -> Void
    ) throws(ZipError) {
        let input = try ZipError.attempt(source) { () throws in
            try FileDescriptor.open(source, .readOnly, options: .closeOnExec)
        }
        defer { try? input.close() }
        let capacity = Int(min(size + 1, 256 << 10))
        while true {
            let chunk = try ZipError.attempt(source) { () throws in
                try [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                    count = try input.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
            }
            try body(chunk, chunk.isEmpty)
            if chunk.isEmpty { return }
        }
    }

    private static func target(of link: FilePath) throws(ZipError) -> [UInt8] {
        let target = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
            count = buffer.withMemoryRebound(to: CChar.self) { text in
                text.baseAddress.map { max(0, readlink(link.string, $0, text.count)) } ?? 0
            }
        }
        guard !target.isEmpty else { throw .file(link, Errno(rawValue: errno)) }
        return target
    }
}
