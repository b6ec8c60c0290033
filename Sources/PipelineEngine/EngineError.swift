public import Foundation

/// Why an engine cannot start or go on. What clients did wrong is answered as an `APIError` instead.
public enum EngineError: Error, CustomStringConvertible {
    /// Another engine holds the lock of the same state folder.
    case alreadyRunning(lock: URL, processID: Int32?)
    /// The state folder cannot be used.
    case stateUnusable(URL, reason: String)
    /// The database was written by a newer version of sluice.
    case databaseFromFuture(URL)
    /// The settings file says something that cannot be.
    case settingsInvalid(URL, reason: String)

    public var description: String {
        switch self {
        case .alreadyRunning(let lock, let processID):
            let who = processID.map { " (process \($0))" } ?? ""
            return "another engine\(who) already serves this state folder; it holds \(lock.path)"
        case .stateUnusable(let folder, let reason):
            return "the state folder \(folder.path) cannot be used: \(reason)"
        case .databaseFromFuture(let file):
            return "\(file.path) was written by a newer sluice; install that version, or move the file away"
        case .settingsInvalid(let file, let reason):
            return "\(file.path): \(reason)"
        }
    }
}
