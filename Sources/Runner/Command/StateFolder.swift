import Glibc
import SystemPackage

/// The private folder of a build's passing state: in memory where the system offers that, else in the build directory.
///
/// The entry `state` of the build directory is the folder, or a link to it, so that it can be found and removed when
/// the runner could not do so itself.
struct StateFolder {
    let path: FilePath
    private let entry: FilePath

    /// - Parameter entry: where the folder, or the link to it, is put.
    init(_ entry: FilePath) throws(RunnerError) {
        self.entry = entry
        if let inMemory = Self.inMemory(linkedFrom: entry) {
            path = inMemory
        } else {
            try FileContent.makeDirectory(entry)
            path = entry
        }
    }

    private static func inMemory(linkedFrom entry: FilePath) -> FilePath? {
        guard let made = makeInMemory() else { return nil }
        guard symlink(made, entry.string) == 0 else {
            rmdir(made)
            return nil
        }
        return FilePath(made)
    }

    /// A new folder of the user's alone, in memory; `nil` where the system has no place for it.
    static func makeInMemory() -> String? { FileContent.makeTemporaryDirectory(in: "/dev/shm") }

    func remove() { Self.remove(entry) }

    /// Removes the folder behind an entry, wherever the runner was when it ended.
    static func remove(_ entry: FilePath) {
        let folder = FileTree.realPath(entry.string) ?? entry.string
        for name in FileTree.names(in: folder) { unlink("\(folder)/\(name)") }
        rmdir(folder)
        unlink(entry.string)
    }
}
