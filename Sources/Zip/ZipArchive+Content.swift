extension ZipArchive {
    /// The bytes of the one file of a name; `nil` if there is none, or if it is a link or a directory.
    ///
    /// - Parameter limit: how many bytes are taken at most.
    /// - Throws: `ZipError`, `tooLarge` for a longer file.
    public func content(of name: String, limit: Int) throws(ZipError) -> [UInt8]? {
        let wanted = Array(name.utf8)
        guard let entry = entries.last(where: { $0.name == wanted && !$0.isLink && !$0.isDirectory }) else {
            return nil
        }
        guard entry.size <= limit else { throw .tooLarge(path, "\(limit) bytes in \(name)") }
        let file = try InputFile(path)
        var bytes: [UInt8] = []
        try content(of: entry, in: file, Compression(.inflate)) { piece throws(ZipError) in bytes += piece }
        return bytes
    }
}
