/// Why a phase failed, in CodeBuild's code and words.
struct PhaseFailure: Error {
    var code: String
    var message: String
    /// The command that failed, if one did.
    var command: FailedCommand?

    struct FailedCommand {
        var text: String
        var index: Int
        var count: Int
        var exitStatus: Int
        var lastLines: [String]
    }

    var context: PhaseContext { PhaseContext(statusCode: code, message: message) }

    func failure(in phase: PhaseType) -> BuildResult.Failure {
        BuildResult.Failure(
            phase: phase, code: code, message: message, command: command?.text, commandIndex: command?.index,
            commandCount: command?.count, exitStatus: command?.exitStatus, lastLines: command?.lastLines ?? [])
    }

    static func client(_ message: String) -> PhaseFailure { PhaseFailure(code: "CLIENT_ERROR", message: message) }
}

/// How a phase ended.
enum PhaseOutcome {
    case succeeded
    case failed(PhaseFailure)
    case stopped
    case timedOut

    init(interruption: ProcessEnding) {
        self = interruption == .timedOut ? .timedOut : .stopped
    }

    var status: BuildStatus {
        switch self {
        case .succeeded: .succeeded
        case .failed: .failed
        case .stopped: .stopped
        case .timedOut: .timedOut
        }
    }

    var context: PhaseContext {
        switch self {
        case .succeeded, .stopped: .success
        case .failed(let failure): failure.context
        case .timedOut: PhaseContext(statusCode: "BUILD_TIMED_OUT", message: "Build has timed out.")
        }
    }
}
