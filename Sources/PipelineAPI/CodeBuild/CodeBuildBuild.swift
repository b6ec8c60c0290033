public import Foundation

/// One build of a CodeBuild project (`Build` in CodeBuild's API).
public struct CodeBuildBuild: Codable, Sendable, Hashable {
    public var id: BuildID?
    public var arn: String?
    public var buildNumber: Int?
    public var startTime: Date?
    public var endTime: Date?
    public var currentPhase: String?
    public var buildStatus: BuildStatus?
    public var sourceVersion: String?
    public var resolvedSourceVersion: String?
    public var projectName: String?
    public var phases: [BuildPhase]?
    public var logs: LogsLocation?
    public var timeoutInMinutes: Int?
    public var buildComplete: Bool?
    public var initiator: String?
    public var exportedEnvironmentVariables: [ExportedEnvironmentVariable]?
    /// The batch that it is part of.
    public var buildBatchArn: String?
    public var artifacts: BuildArtifacts?
    public var secondaryArtifacts: [BuildArtifacts]?
    public var environment: ProjectEnvironment?

    public init(
        id: BuildID? = nil, arn: String? = nil, buildNumber: Int? = nil, startTime: Date? = nil, endTime: Date? = nil,
        currentPhase: String? = nil, buildStatus: BuildStatus? = nil, sourceVersion: String? = nil,
        resolvedSourceVersion: String? = nil, projectName: String? = nil, phases: [BuildPhase]? = nil,
        logs: LogsLocation? = nil, timeoutInMinutes: Int? = nil, buildComplete: Bool? = nil, initiator: String? = nil,
        exportedEnvironmentVariables: [ExportedEnvironmentVariable]? = nil
    ) {
        self.id = id
        self.arn = arn
        self.buildNumber = buildNumber
        self.startTime = startTime
        self.endTime = endTime
        self.currentPhase = currentPhase
        self.buildStatus = buildStatus
        self.sourceVersion = sourceVersion
        self.resolvedSourceVersion = resolvedSourceVersion
        self.projectName = projectName
        self.phases = phases
        self.logs = logs
        self.timeoutInMinutes = timeoutInMinutes
        self.buildComplete = buildComplete
        self.initiator = initiator
        self.exportedEnvironmentVariables = exportedEnvironmentVariables
    }
}

/// What a build left, and where.
public struct BuildArtifacts: Codable, Sendable, Hashable {
    /// An ARN; empty for a build that leaves nothing.
    public var location: String?
    public var artifactIdentifier: String?

    public init(location: String? = nil, artifactIdentifier: String? = nil) {
        self.location = location
        self.artifactIdentifier = artifactIdentifier
    }
}

/// One phase of a build.
public struct BuildPhase: Codable, Sendable, Hashable {
    public var phaseType: String?
    public var phaseStatus: BuildStatus?
    public var startTime: Date?
    public var endTime: Date?
    public var durationInSeconds: Int?
    public var contexts: [PhaseContext]?

    public init(
        phaseType: String? = nil, phaseStatus: BuildStatus? = nil, startTime: Date? = nil, endTime: Date? = nil,
        durationInSeconds: Int? = nil, contexts: [PhaseContext]? = nil
    ) {
        self.phaseType = phaseType
        self.phaseStatus = phaseStatus
        self.startTime = startTime
        self.endTime = endTime
        self.durationInSeconds = durationInSeconds
        self.contexts = contexts
    }
}

/// Why a phase ended as it did; both empty on success.
public struct PhaseContext: Codable, Sendable, Hashable {
    public var statusCode: String?
    public var message: String?

    public init(statusCode: String? = nil, message: String? = nil) {
        self.statusCode = statusCode
        self.message = message
    }
}

/// Where a build's log is.
public struct LogsLocation: Codable, Sendable, Hashable {
    public var groupName: String?
    public var streamName: String?
    public var deepLink: String?
    public var cloudWatchLogsArn: String?

    public init(
        groupName: String? = nil, streamName: String? = nil, deepLink: String? = nil, cloudWatchLogsArn: String? = nil
    ) {
        self.groupName = groupName
        self.streamName = streamName
        self.deepLink = deepLink
        self.cloudWatchLogsArn = cloudWatchLogsArn
    }
}

/// A variable that the buildspec exports.
public struct ExportedEnvironmentVariable: Codable, Sendable, Hashable {
    public var name: String?
    public var value: String?

    public init(name: String? = nil, value: String? = nil) {
        self.name = name
        self.value = value
    }
}

/// Where a build or phase stands.
public enum BuildStatus: String, Choice {
    case succeeded = "SUCCEEDED"
    case failed = "FAILED"
    case fault = "FAULT"
    case timedOut = "TIMED_OUT"
    case inProgress = "IN_PROGRESS"
    case stopped = "STOPPED"
}
