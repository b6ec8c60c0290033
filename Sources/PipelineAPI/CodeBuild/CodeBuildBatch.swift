public import Foundation

/// A batch of builds (`BuildBatch` in CodeBuild's API).
public struct CodeBuildBatch: Codable, Sendable, Hashable {
    public var id: BuildID?
    public var arn: String?
    public var buildBatchNumber: Int?
    public var startTime: Date?
    public var endTime: Date?
    public var currentPhase: String?
    public var buildBatchStatus: BuildStatus?
    public var resolvedSourceVersion: String?
    public var projectName: String?
    public var phases: [BuildPhase]?
    public var complete: Bool?
    public var initiator: String?
    public var buildBatchConfig: Configuration?
    public var buildGroups: [Group]?

    public init(
        id: BuildID? = nil, arn: String? = nil, buildBatchNumber: Int? = nil, startTime: Date? = nil,
        endTime: Date? = nil, currentPhase: String? = nil, buildBatchStatus: BuildStatus? = nil,
        resolvedSourceVersion: String? = nil, projectName: String? = nil, phases: [BuildPhase]? = nil,
        complete: Bool? = nil, initiator: String? = nil, buildBatchConfig: Configuration? = nil,
        buildGroups: [Group]? = nil
    ) {
        self.id = id
        self.arn = arn
        self.buildBatchNumber = buildBatchNumber
        self.startTime = startTime
        self.endTime = endTime
        self.currentPhase = currentPhase
        self.buildBatchStatus = buildBatchStatus
        self.resolvedSourceVersion = resolvedSourceVersion
        self.projectName = projectName
        self.phases = phases
        self.complete = complete
        self.initiator = initiator
        self.buildBatchConfig = buildBatchConfig
        self.buildGroups = buildGroups
    }

    /// How the batch was asked for.
    public struct Configuration: Codable, Sendable, Hashable {
        public var combineArtifacts: Bool?

        public init(combineArtifacts: Bool? = nil) {
            self.combineArtifacts = combineArtifacts
        }
    }

    /// One of its builds.
    public struct Group: Codable, Sendable, Hashable {
        public var identifier: String?
        public var dependsOn: [String]?
        public var ignoreFailure: Bool?
        /// `nil` for one that has not begun.
        public var currentBuildSummary: Summary?

        public init(
            identifier: String? = nil, dependsOn: [String]? = nil, ignoreFailure: Bool? = nil,
            currentBuildSummary: Summary? = nil
        ) {
            self.identifier = identifier
            self.dependsOn = dependsOn
            self.ignoreFailure = ignoreFailure
            self.currentBuildSummary = currentBuildSummary
        }
    }

    /// How far one of its builds is.
    public struct Summary: Codable, Sendable, Hashable {
        public var arn: String?
        public var requestedOn: Date?
        public var buildStatus: BuildStatus?

        public init(arn: String? = nil, requestedOn: Date? = nil, buildStatus: BuildStatus? = nil) {
            self.arn = arn
            self.requestedOn = requestedOn
            self.buildStatus = buildStatus
        }
    }
}
