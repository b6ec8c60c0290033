/// One of the four phases of a buildspec that hold commands.
public struct Phase: Sendable, Equatable {
    /// A phase's name, spelled as in the file.
    public enum Name: String, Sendable, CaseIterable {
        case install
        case preBuild = "pre_build"
        case build
        case postBuild = "post_build"
    }

    /// The commands, in order; the first that fails skips the rest.
    public var commands: [String] = []
    /// The commands that run however the others ended.
    public var finally: [String] = []
    /// What happens when the phase fails.
    public var onFailure: OnFailure?
    /// The user of this phase's commands.
    public var runAs: String?
    /// `runtime-versions`, only in `install`: runtime name and version as written.
    public var runtimeVersions: [Buildspec.Variable] = []

    /// A phase without commands.
    public init() {}
}

/// What follows a failed phase (`on-failure`).
public enum OnFailure: Sendable, Equatable {
    /// The build stops after this phase.
    case abort
    /// The next phase runs, and the build is not failed by this one.
    case proceed
    /// The phase is repeated up to `limit` times, if the failure matches `pattern` where there is one.
    case retry(limit: Int, pattern: String?)

    /// How often `RETRY` without a number repeats a phase.
    public static let defaultRetryLimit = 3

    /// Reads `ABORT`, `CONTINUE`, `RETRY`, `RETRY-<n>`, `RETRY-<regex>` or `RETRY-<n>-<regex>`; else `nil`.
    ///
    /// The number is a run of digits after the first hyphen, ended by the end or by a hyphen, from 0 to 100.
    public init?(_ text: String) {
        switch text {
        case "ABORT": self = .abort
        case "CONTINUE": self = .proceed
        case "RETRY": self = .retry(limit: Self.defaultRetryLimit, pattern: nil)
        default:
            guard text.hasPrefix("RETRY-") else { return nil }
            guard let retry = Self.retry(String(text.dropFirst("RETRY-".count))) else { return nil }
            self = retry
        }
    }

    private static func retry(_ rest: String) -> OnFailure? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        let after = rest.dropFirst(digits.count)
        guard !digits.isEmpty, after.isEmpty || after.hasPrefix("-") else {
            return rest.isEmpty ? nil : .retry(limit: defaultRetryLimit, pattern: rest)
        }
        guard let limit = Int(digits), limit <= 100 else { return nil }
        let pattern = String(after.dropFirst())
        return .retry(limit: limit, pattern: pattern.isEmpty ? nil : pattern)
    }
}
