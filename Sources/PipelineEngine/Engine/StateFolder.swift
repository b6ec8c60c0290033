public import Foundation

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
            throw EngineError.stateUnusable(folder, reason: error.localizedDescription)
        }
        guard FileManager.default.isWritableFile(atPath: folder.path) else {
            throw EngineError.stateUnusable(folder, reason: "it is not writable")
        }
    }
}
