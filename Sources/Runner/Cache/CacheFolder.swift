import Glibc
import SystemPackage
import Zip

/// The archives that builds of one project have left, one for each key, each of them whole.
struct CacheFolder {
    private let folder: FilePath
    private let limit: Int

    init(_ place: BuildRequest.CachePlace) {
        folder = FilePath(place.directory)
        limit = place.limitInBytes
    }

    /// The archive of a key, else the newest whose key begins as one of some.
    func archive(_ key: String?, _ beginnings: [String]) -> FilePath? {
        let exact = path(key)
        if access(exact.string, R_OK) == 0 { return exact }
        for beginning in beginnings {
            let name = Self.keyed + CacheKey.fileName(beginning)
            if let found = archives().last(where: { $0.name.hasPrefix(name) }) { return folder.appending(found.name) }
        }
        return nil
    }

    /// Notes that an archive was used: the one that was not for the longest time goes first.
    func touch(_ archive: FilePath) {
        utimes(archive.string, nil)
    }

    /// Writes the archive of a key, in the place of an earlier one, and makes room. Answers whether there was enough.
    func keep(_ key: String?, _ fill: (inout ZipWriter) throws(ZipError) -> Void) throws -> Bool {
        try FileContent.makeDirectory(folder)
        let draft = folder.appending("\(Self.draft)\(getpid())")
        unlink(draft.string)
        var writer = try ZipWriter(draft)
        do throws(ZipError) {
            try fill(&writer)
            try writer.finish()
        } catch {
            unlink(draft.string)
            throw error
        }
        var information = stat()
        guard stat(draft.string, &information) == 0, information.st_size <= limit else {
            unlink(draft.string)
            return false
        }
        guard rename(draft.string, path(key).string) == 0 else { throw Errno(rawValue: errno) }
        makeRoom()
        return true
    }

    private func makeRoom() {
        var archives = archives()
        var size = archives.reduce(0) { $0 + $1.size }
        while size > limit, archives.count > 1 {
            let oldest = archives.removeFirst()
            unlink(folder.appending(oldest.name).string)
            size -= oldest.size
        }
    }

    private struct Archive {
        var name: String
        var size: Int
        var time: timespec
    }

    /// Those that are whole, the one used last at the end.
    private func archives() -> [Archive] {
        FileTree.names(in: folder.string).filter { $0.hasSuffix(Self.ending) }.compactMap { name in
            var information = stat()
            guard stat(folder.appending(name).string, &information) == 0 else { return nil }
            return Archive(name: name, size: Int(information.st_size), time: information.st_mtim)
        }.sorted { ($0.time.tv_sec, $0.time.tv_nsec, $0.name) < ($1.time.tv_sec, $1.time.tv_nsec, $1.name) }
    }

    private func path(_ key: String?) -> FilePath {
        folder.appending((key.map { Self.keyed + CacheKey.fileName($0) } ?? "cache") + Self.ending)
    }

    private static let keyed = "key-"
    private static let draft = ".draft-"
    private static let ending = ".zip"
}
