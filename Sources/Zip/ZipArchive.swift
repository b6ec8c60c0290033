import Glibc
public import SystemPackage

/// A zip archive that someone made, perhaps in bad faith: nothing in it is believed before it is checked.
public struct ZipArchive: Sendable {
    public let path: FilePath
    let entries: [ZipEntry]

    /// What an archive may ask for when it is unpacked.
    public struct Limits: Sendable {
        /// The sum of all content, in bytes.
        public var size: UInt64
        public var entries: Int

        /// By default 16 GiB (CodePipeline's own limit on a source is 7 GB) and a million entries.
        public init(size: UInt64 = 16 << 30, entries: Int = 1_000_000) {
            self.size = size
            self.entries = entries
        }
    }

    /// Reads the archive's directory.
    ///
    /// Throws `ZipError`.
    public init(_ path: FilePath, limits: Limits = Limits()) throws(ZipError) {
        self.path = path
        let file = try InputFile(path)
        do {
            entries = try Self.directory(file, limits, path)
        } catch let problem as ZipEntry.Problem {
            throw .unreadable(path, problem.reason)
        } catch let error as ZipError {
            throw error
        } catch {
            throw .unreadable(path, "\(error)")
        }
    }

    private static func directory(_ file: borrowing InputFile, _ limits: Limits, _ path: FilePath) throws -> [ZipEntry]
    {
        let end = try ZipDirectoryEnd(file)
        guard end.count <= limits.entries else { throw ZipError.tooLarge(path, "\(limits.entries) entries") }
        guard end.offset <= file.size, end.size <= file.size - end.offset, end.size <= limits.entries * 1024 else {
            throw ZipEntry.Problem("its directory lies beyond its end")
        }
        let bytes = try file.read(at: end.offset, count: Int(end.size))
        var reader = ByteReader(bytes[...])
        var entries: [ZipEntry] = []
        for _ in 0..<end.count { entries.append(try ZipEntry(&reader)) }
        var total: UInt64 = 0
        for entry in entries {
            let (sum, overflow) = total.addingReportingOverflow(entry.size)
            guard !overflow, sum <= limits.size else { throw ZipError.tooLarge(path, "\(limits.size >> 20) MiB") }
            total = sum
        }
        return entries
    }
}

extension ZipDirectoryEnd {
    /// Looks for the record from the file's end: a comment may follow it.
    init(_ file: borrowing InputFile) throws {
        let tailLength = min(file.size, 22 + 0xFFFF)
        let tailStart = file.size - tailLength
        let tail = try file.read(at: tailStart, count: Int(tailLength))
        var index = tail.count - 22
        while index >= 0 {
            var reader = ByteReader(tail[index...])
            if reader.number(UInt32.self) == ZipSignature.end, reader.skip(6), let count = reader.number(UInt16.self),
                let size = reader.number(UInt32.self), let offset = reader.number(UInt32.self),
                let comment = reader.number(UInt16.self), Int(comment) == reader.remaining
            {
                self.init(count: Int(count), offset: UInt64(offset), size: UInt64(size))
                if Int(count) == beyond16 || max(UInt64(size), UInt64(offset)) == beyond32 {
                    try readLarge(file, before: tailStart + UInt64(index))
                }
                return
            }
            index -= 1
        }
        throw ZipEntry.Problem("it has no directory; it is cut short, or no zip archive")
    }

    private mutating func readLarge(_ file: borrowing InputFile, before end: UInt64) throws {
        guard end >= 20 else { return }
        let locator = try file.read(at: end - 20, count: 20)
        var reader = ByteReader(locator[...])
        guard reader.number(UInt32.self) == ZipSignature.zip64Locator, reader.skip(4),
            let place = reader.number(UInt64.self)
        else { return }
        guard place <= file.size, file.size - place >= 56 else { throw ZipEntry.Problem("its directory is damaged") }
        let record = try file.read(at: place, count: 56)
        reader = ByteReader(record[...])
        guard reader.number(UInt32.self) == ZipSignature.zip64End, reader.skip(28),
            let count = reader.number(UInt64.self), let size = reader.number(UInt64.self),
            let offset = reader.number(UInt64.self), let exact = Int(exactly: count)
        else { throw ZipEntry.Problem("its directory is damaged") }
        (self.count, self.size, self.offset) = (exact, size, offset)
    }
}
