import SystemPackage

/// Why a build directory can't be used, or a runner can't be started.
public enum RunnerError: Error, Sendable, Equatable {
    /// A call on a file of the build directory failed.
    case file(path: String, problem: String)
    /// A file's content is of a later format, or is not what the format says.
    case unreadable(path: String, reason: String)
    /// Another runner holds the build directory.
    case alreadyRunning(path: String)
    /// A program could not be started.
    case notStarted(program: String, problem: String)
}

extension RunnerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .file(let path, let problem): "\(path): \(problem)"
        case .unreadable(let path, let reason): "\(path) can't be read: \(reason)"
        case .alreadyRunning(let path): "another runner is at work in \(path)"
        case .notStarted(let program, let problem): "\(program) can't be started: \(problem)"
        }
    }
}
