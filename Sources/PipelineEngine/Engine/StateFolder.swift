public import Foundation
import Glibc

/// The folder in which an engine keeps its state: database, artifacts, builds.
public enum StateFolder {
    /// Makes the folder, private to the user, or says why it cannot be used.
    ///
    /// Throws `EngineError.stateUnusable`.
    public static func prepare(_ folder: URL) throws(EngineError) {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw EngineError.stateUnusable(folder, reason: problem(of: folder) ?? error.localizedDescription)
        }
        guard FileManager.default.isWritableFile(atPath: folder.path) else {
            throw EngineError.stateUnusable(folder, reason: "it is not writable")
        }
    }

    /// Why the folder can neither be used nor made, in the system's words: a file in its way, no permission. `nil` if
    /// nothing speaks against it.
    public static func problem(of folder: URL) -> String? {
        var path = folder.standardizedFileURL
        while path.path != "/" {
            var status = stat()
            if stat(path.path, &status) == 0 {
                if status.st_mode & S_IFMT != S_IFDIR { return "\(path.path) is not a folder" }
                return access(path.path, W_OK) == 0 ? nil : "\(path.path): \(String(cString: strerror(errno)))"
            }
            if errno != ENOENT, errno != ENOTDIR { return "\(path.path): \(String(cString: strerror(errno)))" }
            path = path.deletingLastPathComponent().standardizedFileURL
        }
        return nil
    }
}
