import Foundation
import Glibc
import SystemPackage

/// One build that does nothing, in memory, so that the runners forked afterwards find code paged in and types looked up.
/// It leaves nothing behind, unless it is killed.
enum Rehearsal {
    /// - Parameter run: runs the build that is prepared in a directory.
    static func perform(_ run: (BuildDirectory) -> Void) {
        guard let folder = ShellStateFolder.makeInMemory() else { return }
        defer {
            for name in FileTree.names(in: folder) { unlink("\(folder)/\(name)") }
            rmdir(folder)
        }
        let directory = BuildDirectory(path: folder)
        let request = BuildRequest(
            buildID: "rehearsal:0", buildARN: "", buildNumber: 1, initiator: "",
            buildspec: #"{"version":"0.2","phases":{"build":{"commands":["true"]}}}"#, sourceDirectory: folder,
            environment: ["PATH": "/usr/bin:/bin"])
        if (try? directory.prepare(request)) != nil { run(directory) }
    }
}
