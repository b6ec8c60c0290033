import Glibc
public import SystemPackage

extension ZipArchive {
    /// Unpacks everything into `folder`, which is made if it is not there. What is there already is not written over.
    ///
    /// Links come last, so nothing is ever written through one; where they point is not looked at. Modes are kept but
    /// for the set-user-id kind. Length and checksum of every file must be as the directory says.
    ///
    /// - Parameters:
    ///   - replaces: whether files and links that are there give way instead of being an error.
    ///   - isInterrupted: whether to give up between two entries.
    /// - Throws: `ZipError`; what was unpacked by then stays.
    public func unpack(
        into folder: FilePath, replaces: Bool = false, isInterrupted: () -> Bool = { false }
    ) throws(ZipError) {
        let file = try InputFile(path)
        var tree = UnpackedTree(root: folder, replaces: replaces)
        try tree.makeRoot()
        let compression = Compression(.inflate)
        for entry in entries where !entry.isLink {
            if isInterrupted() { return }
            let place = try components(of: entry)
            try tree.makeDirectories(entry.isDirectory ? place[...] : place.dropLast())
            if entry.isDirectory { continue }
            let output = try tree.create(place, mode: entry.mode)
            defer { try? output.close() }
            let name = tree.path(place)
            try content(of: entry, in: file, compression) { bytes throws(ZipError) in
                try ZipError.attempt(name) { () throws in _ = try output.writeAll(bytes) }
            }
            tree.setTime(of: output, to: entry.modified)
        }
        for entry in entries where entry.isLink { try makeLink(entry, in: file, tree: &tree, compression) }
    }

    private func makeLink(
        _ entry: ZipEntry, in file: borrowing InputFile, tree: inout UnpackedTree, _ compression: Compression
    ) throws(ZipError) {
        guard entry.size < UInt64(PATH_MAX) else {
            throw .unreadable(path, "a link with a target of \(entry.size) bytes")
        }
        let place = try components(of: entry)
        var target: [UInt8] = []
        try content(of: entry, in: file, compression) { bytes throws(ZipError) in target += bytes }
        try tree.makeDirectories(place.dropLast())
        try tree.makeLink(place, target: String(decoding: target, as: UTF8.self))
    }

    /// The entry's name in its parts, once it is sure to stay in the folder.
    private func components(of entry: ZipEntry) throws(ZipError) -> [String] {
        let name = String(decoding: entry.name, as: UTF8.self)
        let parts = name.split(separator: "/").map(String.init).filter { $0 != "." }
        guard !entry.name.contains(0), entry.name.first != UInt8(ascii: "/"), !parts.isEmpty, !parts.contains("..")
        else {
            throw .unsafeName(path, name)
        }
        return parts
    }

    func content(
        of entry: ZipEntry, in file: borrowing InputFile, _ compression: Compression,
        _ body: (ArraySlice<UInt8>) throws(ZipError) -> Void
    ) throws(ZipError) {
        let name = String(decoding: entry.name, as: UTF8.self)
        var (position, rest) = try start(of: entry, in: file)
        var (size, checksum) = (UInt64(0), Checksum())
        func take(_ bytes: ArraySlice<UInt8>) throws(ZipError) {
            size += UInt64(bytes.count)
            guard size <= entry.size else { throw .unreadable(path, "\(name) is longer than it says") }
            checksum.add(bytes)
            try body(bytes)
        }
        compression.reset()
        while rest > 0 {
            let chunk = try file.read(at: position, count: Int(min(rest, 256 << 10)))
            position += UInt64(chunk.count)
            rest -= UInt64(chunk.count)
            switch entry.method {
            case .stored: try take(chunk[...])
            case .deflated:
                guard try compression.run(chunk, isLast: false, take) != nil else {
                    throw .unreadable(path, "\(name) is damaged")
                }
            }
        }
        guard size == entry.size, checksum.value == entry.checksum else {
            throw .unreadable(path, "\(name) is damaged")
        }
    }

    /// Where the entry's bytes are, behind its local header, and how many.
    private func start(
        of entry: ZipEntry, in file: borrowing InputFile
    ) throws(ZipError) -> (position: UInt64, count: UInt64) {
        let damaged = ZipError.unreadable(
            path, "\(String(decoding: entry.name, as: UTF8.self)) is not where it should be")
        guard entry.offset <= file.size, file.size - entry.offset >= 30 else { throw damaged }
        let header = try file.read(at: entry.offset, count: 30)
        var reader = ByteReader(header[...])
        guard reader.number(UInt32.self) == ZipSignature.localHeader, reader.skip(22),
            let name = reader.number(UInt16.self), let extra = reader.number(UInt16.self)
        else { throw damaged }
        let position = entry.offset + 30 + UInt64(name) + UInt64(extra)
        guard position <= file.size, entry.compressedSize <= file.size - position else { throw damaged }
        return (position, entry.compressedSize)
    }
}
