import Crypto
import Foundation
import Glibc

/// The files below a folder, each with what is in it, so that two moments can be compared.
///
/// Left out are `.git`, byte code of Python, and the insides of `node_modules` and of Python's virtual environments, of
/// which only the list of what is installed counts.
struct SourceTree: Codable, Equatable {
    /// One file. What the file system says of it spares reading it again.
    struct File: Codable, Equatable {
        var size: Int64
        var modifiedInNanoseconds: Int64
        var hash: String

        /// The same content is the same file, whenever it was written.
        static func == (left: File, right: File) -> Bool { left.hash == right.hash }

        /// One that differs from every other.
        static var unlike: File { File(size: -1, modifiedInNanoseconds: 0, hash: UUID().uuidString) }
    }

    /// By path below the folder.
    var files: [String: File] = [:]
    var takenInNanoseconds: Int64 = 0

    static let skipped: Set<String> = [".git", "__pycache__", ".pytest_cache", ".mypy_cache", ".DS_Store"]
    /// File systems tell times so coarsely, and a second is on the safe side: what changed so late is read again.
    private static let doubtInNanoseconds: Int64 = 1_000_000_000

    /// Looks at a folder.
    ///
    /// - Parameters:
    ///   - excluded: what is left out.
    ///   - known: an earlier look, whose hashes hold for files that were not touched since.
    ///   - widely: looks at the git work tree around it too.
    init(of folder: URL, besides excluded: [URL] = [], known: SourceTree? = nil, widely: Bool = false) {
        let (place, excluded) = (folder.standardizedFileURL.path, Set(excluded.map(\.standardizedFileURL.path)))
        var walk = Walk(excluded: excluded, known: known)
        walk.visit(place, prefix: "")
        files = walk.files
        if widely { files.merge(Surroundings(of: place, besides: excluded).folders) { own, _ in own } }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        takenInNanoseconds = now.nanoseconds
    }

    /// Looks at an assembly; locks, and what is made from it for publishing, belong to nobody's synthesis.
    init(ofAssembly folder: URL, known: SourceTree? = nil) {
        let locks = AssemblyLock.files(in: folder).map { folder.appending(path: $0) }
        self.init(of: folder, besides: Self.caches(of: folder.path).map { URL(filePath: $0) } + locks, known: known)
    }

    /// The folders for that, one in each of the nested assemblies.
    private static func caches(of assembly: String) -> [String] {
        ["\(assembly)/.cache"]
            + names(in: assembly).filter { $0.hasPrefix("assembly-") }.flatMap { caches(of: "\(assembly)/\($0)") }
    }

    /// What differs first, in a sentence; `nil` if nothing does.
    func difference(from earlier: SourceTree) -> String? {
        for path in Set(files.keys).union(earlier.files.keys).sorted() {
            switch (earlier.files[path], files[path]) {
            case (nil, _?): return "\(path) is new"
            case (_?, nil): return "\(path) is gone"
            case (let old, let new) where old != new: return "\(path) changed"
            default: continue
            }
        }
        return nil
    }

    private struct Walk {
        let excluded: Set<String>
        let known: SourceTree?
        var files: [String: File] = [:]

        mutating func visit(_ folder: String, prefix: String) {
            for name in SourceTree.names(in: folder) where !SourceTree.skipped.contains(name) {
                let (path, shown) = ("\(folder)/\(name)", prefix + name)
                var status = stat()
                guard !excluded.contains(path), lstat(path, &status) == 0 else { continue }
                switch status.st_mode & S_IFMT {
                case S_IFDIR where SourceTree.isInstalled(path, name):
                    files[shown] = SourceTree.installed(in: path)
                case S_IFDIR: visit(path, prefix: shown + "/")
                case S_IFREG: files[shown] = file(path, shown, status)
                case S_IFLNK: files[shown] = link(path, shown)
                default: continue
                }
            }
        }

        private func file(_ path: String, _ shown: String, _ status: stat) -> File {
            let (size, modified) = (Int64(status.st_size), status.st_mtim.nanoseconds)
            if let known, let old = known.files[shown], old.size == size, old.modifiedInNanoseconds == modified,
                modified < known.takenInNanoseconds - SourceTree.doubtInNanoseconds
            {
                return old
            }
            let mode = status.st_mode & 0o111 == 0 ? "" : "x"
            return File(size: size, modifiedInNanoseconds: modified, hash: mode + SourceTree.hash(ofFile: path))
        }

        /// A link counts with where it leads, and with what is there if that is a file.
        private func link(_ path: String, _ shown: String) -> File {
            let target = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) ?? ""
            var status = stat()
            let isFile = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            return File(
                size: -1, modifiedInNanoseconds: 0, hash: target + ":" + (isFile ? SourceTree.hash(ofFile: path) : ""))
        }
    }

    /// Whether a folder holds installed packages.
    static func isInstalled(_ path: String, _ name: String) -> Bool {
        name == "node_modules" || exists("\(path)/pyvenv.cfg")
    }

    /// A folder of installed packages: their names, and when each was put there.
    static func installed(in folder: String) -> File {
        let libraries = names(in: "\(folder)/lib").map { "\(folder)/lib/\($0)/site-packages" }.filter(exists)
        var text = ""
        for place in libraries.isEmpty ? [folder] : libraries {
            for name in names(in: place) {
                var status = stat()
                guard name != "__pycache__", stat("\(place)/\(name)", &status) == 0 else { continue }
                text += "\(name) \(status.st_mtim.nanoseconds)\n"
            }
        }
        return File(size: -1, modifiedInNanoseconds: 0, hash: hash(of: Data(text.utf8)))
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    private static func hash(ofFile path: String) -> String {
        guard let input = FileHandle(forReadingAtPath: path) else { return "unreadable" }
        defer { try? input.close() }
        var hash = SHA256()
        while let chunk = try? input.read(upToCount: 1 << 20), !chunk.isEmpty { hash.update(data: chunk) }
        return Data(hash.finalize()).base64EncodedString()
    }

    static func hash(of content: Data) -> String { ContentHash(of: content).base64 }
}

extension timespec {
    var nanoseconds: Int64 { Int64(tv_sec) * 1_000_000_000 + Int64(tv_nsec) }
}
