/// How a build ended: the content of `result.json`.
public struct BuildResult: Codable, Sendable, Equatable {
    /// The format this code writes.
    public static let currentVersion = 1

    /// The format of the file.
    public var version = BuildResult.currentVersion
    /// The build's status.
    public var status: BuildStatus
    /// Milliseconds since the epoch.
    public var startTime: Int64
    /// Milliseconds since the epoch.
    public var endTime: Int64
    /// The phases that were reached, from DOWNLOAD_SOURCE on.
    public var phases: [PhaseResult] = []
    /// The values that the buildspec exports, in its order.
    public var exportedVariables: [ExportedVariable] = []
    /// The first failure, if there was one; also present where `on-failure: CONTINUE` let the build succeed.
    public var failure: Failure?
    /// What the person should know although it did not fail the build.
    public var warnings: [String] = []
    /// What its report groups found; `nil` in a result of before there were any.
    public var reports: [BuildReport]?
    /// What the buildspec calls the outputs whose names were wanted, as the shell had it when the last command had ended.
    public var artifactNames: [String: String]?

    /// A value for later actions of a pipeline.
    public struct ExportedVariable: Codable, Sendable, Equatable {
        /// The variable's name.
        public var name: String
        /// Its value when the last command had ended.
        public var value: String
    }

    /// What failed first.
    public struct Failure: Codable, Sendable, Equatable {
        /// The phase, in the API's spelling.
        public var phase: PhaseType
        /// CodeBuild's status code, such as `COMMAND_EXECUTION_ERROR`.
        public var code: String
        /// CodeBuild's sentence.
        public var message: String
        /// The command as written; `nil` if no command failed.
        public var command: String?
        /// The command's place in its list, from 1.
        public var commandIndex: Int?
        /// How many commands the list has.
        public var commandCount: Int?
        /// The shell's exit status, or 128 plus the signal that ended it.
        public var exitStatus: Int?
        /// The end of the command's output, at most 20 lines.
        public var lastLines: [String] = []
    }
}

/// A status of a build or a phase (CodeBuild API, Build and BuildPhase).
public enum BuildStatus: String, Codable, Sendable {
    case succeeded = "SUCCEEDED"
    case failed = "FAILED"
    case fault = "FAULT"
    case timedOut = "TIMED_OUT"
    case stopped = "STOPPED"
}

/// A phase that a runner goes through (CodeBuild API, BuildPhase).
public enum PhaseType: String, Codable, Sendable {
    case downloadSource = "DOWNLOAD_SOURCE"
    case install = "INSTALL"
    case preBuild = "PRE_BUILD"
    case build = "BUILD"
    case postBuild = "POST_BUILD"
    case uploadArtifacts = "UPLOAD_ARTIFACTS"
    case finalizing = "FINALIZING"
    case completed = "COMPLETED"
}

/// One phase of a build.
public struct PhaseResult: Codable, Sendable, Equatable {
    /// The phase.
    public var phaseType: PhaseType
    /// `nil` for COMPLETED.
    public var phaseStatus: BuildStatus?
    /// Milliseconds since the epoch.
    public var startTime: Int64
    /// Milliseconds since the epoch; `nil` for COMPLETED.
    public var endTime: Int64?
    /// Why it failed; one context with empty texts where it did not.
    public var contexts: [PhaseContext] = []
}

/// A status code and a sentence about a phase.
public struct PhaseContext: Codable, Sendable, Equatable {
    /// Such as `COMMAND_EXECUTION_ERROR`; empty on success.
    public var statusCode: String
    /// Empty on success.
    public var message: String

    /// The context of a phase without a failure.
    public static let success = PhaseContext(statusCode: "", message: "")
}
