import Glibc
public import SystemPackage

extension ZipWriter {
    /// Writes the content of a folder as an archive: everything in it, empty directories and links included, in the order
    /// of the names, with nothing around it.
    ///
    /// Sockets, devices and pipes are left out.
    ///
    /// - Parameter modified: the modification time of all entries, in seconds since 1970; by default the files' own.
    /// - Throws: `ZipError.file`.
    public static func pack(
        _ folder: FilePath, into archive: FilePath, modified: Int64? = nil
    ) throws(ZipError) {
        var writer = try ZipWriter(archive, modified: modified)
        try writer.add(contentsOf: folder, prefix: "")
        try writer.finish()
    }

    private mutating func add(contentsOf folder: FilePath, prefix: String) throws(ZipError) {
        for entry in try Self.list(folder) {
            let path = FilePath(folder.string + "/" + entry)
            var information = stat()
            guard lstat(path.string, &information) == 0 else { throw .file(path, Errno(rawValue: errno)) }
            switch information.st_mode & S_IFMT {
            case S_IFREG, S_IFLNK: try add(path, as: prefix + entry)
            case S_IFDIR:
                try add(path, as: prefix + entry)
                try add(contentsOf: path, prefix: prefix + entry + "/")
            default: break
            }
        }
    }

    private static func list(_ folder: FilePath) throws(ZipError) -> [String] {
        guard let stream = opendir(folder.string) else { throw .file(folder, Errno(rawValue: errno)) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                // d_name is a C string whose declared size is its longest.
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
