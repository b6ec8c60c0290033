public import Foundation

/// The revision that a worker found or made.
public struct CurrentRevision: Codable, Sendable, Hashable {
    public var revision: String
    public var changeIdentifier: String
    public var created: Date?
    public var revisionSummary: String?

    public init(revision: String, changeIdentifier: String, created: Date? = nil, revisionSummary: String? = nil) {
        self.revision = revision
        self.changeIdentifier = changeIdentifier
        self.created = created
        self.revisionSummary = revisionSummary
    }
}

/// What a worker tells of its work (`ExecutionDetails` in the API).
public struct JobExecutionDetails: Codable, Sendable, Hashable {
    public var summary: String?
    public var externalExecutionId: String?
    /// 0 to 100.
    public var percentComplete: Int?

    public init(summary: String? = nil, externalExecutionId: String? = nil, percentComplete: Int? = nil) {
        self.summary = summary
        self.externalExecutionId = externalExecutionId
        self.percentComplete = percentComplete
    }
}

/// Why a job failed.
public struct FailureDetails: Codable, Sendable, Hashable {
    public var type: FailureType
    public var message: String
    public var externalExecutionId: String?

    public init(type: FailureType, message: String, externalExecutionId: String? = nil) {
        self.type = type
        self.message = message
        self.externalExecutionId = externalExecutionId
    }
}

/// The kinds of failures.
public enum FailureType: String, Choice {
    case jobFailed = "JobFailed"
    case configurationError = "ConfigurationError"
    case permissionError = "PermissionError"
    case revisionOutOfSync = "RevisionOutOfSync"
    case revisionUnavailable = "RevisionUnavailable"
    case systemUnavailable = "SystemUnavailable"
}

/// Where a job stands.
public enum JobStatus: String, Choice {
    case created = "Created"
    case queued = "Queued"
    case dispatched = "Dispatched"
    case inProgress = "InProgress"
    case timedOut = "TimedOut"
    case succeeded = "Succeeded"
    case failed = "Failed"
}
