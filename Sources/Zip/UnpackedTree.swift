import Glibc
import SystemPackage

/// The folder that an archive is unpacked into.
struct UnpackedTree {
    let root: FilePath
    /// Whether files and links that are there already give way.
    let replaces: Bool
    /// The directories known to be there, by their path below the root.
    private var made: Set<String> = []

    init(root: FilePath, replaces: Bool = false) {
        self.root = root
        self.replaces = replaces
    }

    func path(_ components: some Sequence<String>) -> FilePath {
        FilePath(root.string + "/" + components.joined(separator: "/"))
    }

    func makeRoot() throws(ZipError) { try make(root, permissions: 0o700) }

    mutating func makeDirectories(_ components: some Collection<String>) throws(ZipError) {
        var place = ""
        for component in components {
            place += "/" + component
            if made.insert(place).inserted { try make(FilePath(root.string + place), permissions: 0o755) }
        }
    }

    func create(_ components: [String], mode: UInt32) throws(ZipError) -> FileDescriptor {
        let path = path(components)
        if replaces { unlink(path.string) }
        let permissions = mode == 0 ? 0o644 : mode & 0o777 | 0o600
        return try ZipError.attempt(path) { () throws in
            let file = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: .ownerReadWrite)
            guard fchmod(file.rawValue, permissions) == 0 else { throw Errno(rawValue: errno) }
            return file
        }
    }

    func setTime(of file: FileDescriptor, to seconds: Int64) {
        let time = timespec(tv_sec: Int(seconds), tv_nsec: 0)
        _ = withUnsafeTemporaryAllocation(of: timespec.self, capacity: 2) { times in
            times.initialize(repeating: time)
            return futimens(file.rawValue, times.baseAddress)
        }
    }

    func makeLink(_ components: [String], target: String) throws(ZipError) {
        let path = path(components)
        if replaces { unlink(path.string) }
        guard symlink(target, path.string) == 0 else { throw .file(path, Errno(rawValue: errno)) }
    }

    /// A directory that is there is fine; a file or a link in its place is not.
    private func make(_ path: FilePath, permissions: mode_t) throws(ZipError) {
        if mkdir(path.string, permissions) == 0 { return }
        let problem = Errno(rawValue: errno)
        var information = stat()
        guard problem == .fileExists, lstat(path.string, &information) == 0,
            information.st_mode & S_IFMT == S_IFDIR
        else { throw .file(path, problem) }
    }
}
