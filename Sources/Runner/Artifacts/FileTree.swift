import Glibc
import SystemPackage

/// The files below a directory, as an artifact may take them.
struct FileTree {
    /// A file that may be taken.
    struct File {
        /// Its components below the tree's root.
        var path: [String]
        var source: String
    }

    let root: String
    /// Whether links are taken as links; else what they point at is taken.
    let keepsSymlinks: Bool
    private let realRoot: String

    init(root: String, keepsSymlinks: Bool) {
        self.root = root
        self.keepsSymlinks = keepsSymlinks
        realRoot = Self.realPath(root) ?? root
    }

    /// All files, sorted by path. Directories themselves, sockets and devices are not taken.
    ///
    /// - Parameter onEscape: is told each link that points outside, or nowhere, and is left out.
    func files(onEscape: (String) -> Void) -> [File] {
        var found: [File] = []
        var waiting: [(path: [String], ancestors: [String])] = [([], [realRoot])]
        while let (path, ancestors) = waiting.popLast() {
            for name in Self.names(in: source(path)) {
                let entry = path + [name]
                switch kind(of: entry, onEscape) {
                case .file: found.append(File(path: entry, source: source(entry)))
                case .directory(let real) where !ancestors.contains(real): waiting.append((entry, ancestors + [real]))
                case .directory, .other: break
                }
            }
        }
        return found.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    /// The one file at `path`; `nil` if there is none, or if it is no file.
    func file(_ path: [String], onEscape: (String) -> Void) -> File? {
        guard let real = Self.realPath(source(path)) else { return nil }
        guard isInside(real) else {
            onEscape(path.joined(separator: "/"))
            return nil
        }
        guard case .file = kind(of: path, onEscape) else { return nil }
        return File(path: path, source: source(path))
    }

    private enum Kind {
        case file
        case directory(real: String)
        case other
    }

    private func source(_ path: [String]) -> String { ([root] + path).joined(separator: "/") }

    private func isInside(_ real: String) -> Bool {
        real == realRoot || real.hasPrefix(realRoot == "/" ? "/" : realRoot + "/")
    }

    private func kind(of path: [String], _ onEscape: (String) -> Void) -> Kind {
        let source = source(path)
        guard let mode = Self.mode(source, follow: false) else { return .other }
        guard mode & S_IFMT == S_IFLNK else { return Self.kind(mode, source) }
        guard let real = Self.realPath(source), isInside(real), let target = Self.mode(real, follow: true) else {
            onEscape(path.joined(separator: "/"))
            return .other
        }
        return keepsSymlinks ? .file : Self.kind(target, real)
    }

    private static func kind(_ mode: mode_t, _ path: String) -> Kind {
        switch mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .directory(real: realPath(path) ?? path)
        default: .other
        }
    }

    static func mode(_ path: String, follow: Bool) -> mode_t? {
        var information = stat()
        let answer = follow ? stat(path, &information) : lstat(path, &information)
        return answer == 0 ? information.st_mode : nil
    }

    static func isDirectory(_ path: String) -> Bool {
        mode(path, follow: true).map { $0 & S_IFMT == S_IFDIR } ?? false
    }

    static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                // d_name is a C string whose declared size is its longest.
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
