import SystemPackage

extension ZipArchive {
    /// The bytes of one file, by its path in the archive; a link there is followed to another file of the archive.
    ///
    /// Throws `ZipError`; `.tooLarge` for more than `limit` bytes.
    ///
    /// - Returns: `nil` if there is no such file.
    public func content(of name: String, limit: Int) throws(ZipError) -> [UInt8]? {
        let file = try InputFile(path)
        var name = FilePath(name).lexicallyNormalized()
        for _ in 0..<Self.mostLinks {
            guard let entry = entries.first(where: { Self.place(of: $0) == name }) else { return nil }
            guard entry.size <= UInt64(limit) else { throw .tooLarge(path, "\(limit) bytes in \(name)") }
            var bytes: [UInt8] = []
            try content(of: entry, in: file, Compression(.inflate)) { piece throws(ZipError) in bytes += piece }
            guard entry.isLink else { return entry.isDirectory ? nil : bytes }
            name = name.removingLastComponent().pushing(FilePath(String(decoding: bytes, as: UTF8.self)))
                .lexicallyNormalized()
        }
        return nil
    }

    /// As a path that compares with others.
    private static func place(of entry: ZipEntry) -> FilePath {
        FilePath(String(decoding: entry.name, as: UTF8.self)).lexicallyNormalized()
    }

    /// Links that lead in a circle lead nowhere.
    private static let mostLinks = 8
}
