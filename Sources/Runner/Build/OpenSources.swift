import Foundation
import Glibc
import SystemPackage

/// The sources of a build whose commands run as another user: moved to a place that this user can reach, since the folder of
/// the build is its owner's alone.
struct OpenSources {
    /// In the build directory: a link to that place, by which it is found and removed however the runner ended.
    private let entry: FilePath

    /// - Parameter entry: the name that the build directory has for it.
    init(_ entry: FilePath) { self.entry = entry }

    /// Moves the directories of a request, and answers it with their new places.
    func moving(_ request: BuildRequest, _ supervisor: ProcessSupervisor) throws(PhaseFailure) -> BuildRequest {
        let folder = try makeFolder()
        var moved = request
        moved.sourceDirectory = try move(request.sourceDirectory, into: folder, supervisor)
        for index in moved.secondarySources.indices {
            moved.secondarySources[index].directory = try move(
                request.secondarySources[index].directory, into: folder, supervisor)
        }
        return moved
    }

    /// Where others may go through, but not look around.
    private func makeFolder() throws(PhaseFailure) -> String {
        let made = FileContent.makeTemporaryDirectory(in: "/tmp")
        guard let made, chmod(made, 0o711) == 0, symlink(made, entry.string) == 0 else {
            throw .client("run-as: no folder for the sources can be made in /tmp: \(Errno(rawValue: errno))")
        }
        return made
    }

    private func move(
        _ directory: String, into folder: String, _ supervisor: ProcessSupervisor
    ) throws(PhaseFailure) -> String {
        let name = directory.split(separator: "/").last.map(String.init) ?? "source"
        let move = ProcessLaunch(
            executable: "/bin/mv", arguments: ["mv", "--", directory, "\(folder)/\(name)"],
            environment: ["PATH=/usr/bin:/bin"])
        guard case .exited(0)? = try? supervisor.run(move) else {
            throw .client("run-as: the sources can't be moved to \(folder)")
        }
        return "\(folder)/\(name)"
    }

    func remove() { Self.remove(entry) }

    /// Removes what an entry leads to, if there is one.
    static func remove(_ entry: FilePath) {
        guard let folder = FileTree.realPath(entry.string), folder != entry.string else { return }
        try? FileManager.default.removeItem(atPath: folder)
        unlink(entry.string)
    }
}
