import Glibc
import SystemPackage

/// The private folder of what passes between a build's commands: in memory where the system offers that, else in the
/// build directory.
///
/// Its name follows from the build directory's, so that it can be found and removed when the runner could not do so
/// itself.
struct ShellStateFolder {
    let path: FilePath

    init(of directory: BuildDirectory) throws(RunnerError) {
        let inMemory = Self.placeInMemory(of: directory)
        let isThereAlready = directory.path.starts(with: FilePath(Self.memory))
        if !isThereAlready, mkdir(inMemory.string, 0o700) == 0 {
            path = inMemory
        } else {
            path = Self.placeOnDisk(of: directory)
            try FileContent.makeDirectory(path)
        }
    }

    /// A build's name is nobody's to guess before it is made; where one exists all the same, the disk has room.
    private static func placeInMemory(of directory: BuildDirectory) -> FilePath {
        let name = FileTree.realPath(directory.path.string) ?? directory.path.string
        return FilePath("\(memory)/sluice-\(StableHash(name).text)")
    }

    private static func placeOnDisk(of directory: BuildDirectory) -> FilePath { directory.file("state") }

    private static let memory = "/dev/shm"

    /// A new folder of the user's alone, in memory; `nil` where the system has no place for it.
    static func makeInMemory() -> String? { FileContent.makeTemporaryDirectory(in: memory) }

    func remove() { Self.remove(path) }

    /// Removes what a runner of the build left.
    static func remove(of directory: BuildDirectory) {
        for place in [placeInMemory(of: directory), placeOnDisk(of: directory)] { remove(place) }
    }

    /// Others may put a link of that name where all may write: only what is a folder itself is looked into, by the one
    /// descriptor that was opened.
    private static func remove(_ folder: FilePath) {
        let descriptor = open(folder.string, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        for name in FileTree.names(in: "/proc/self/fd/\(descriptor)") { unlinkat(descriptor, name, 0) }
        rmdir(folder.string)
    }
}
