public import Foundation
public import PipelineAPI

/// What a user may set about the embedded engine, in `engine.json` of the configuration folder.
///
/// Every key may be left out.
public struct EngineSettings: Codable, Sendable, Equatable {
    /// The account that ARNs name.
    public var accountId = "123456789012"
    /// The region that ARNs name and builds see.
    public var region = "us-east-1"
    public var builds = Builds()
    public var artifacts = Artifacts()
    /// After this time without a request and without anything running the engine ends by itself.
    public var idleTimeoutInSeconds = 600
    /// The folders that stand for S3 buckets; one that is not named is a folder of the engine's state.
    public var buckets: [String: String] = [:]
    /// The git URLs of repositories, by the names that source actions have for them. They win over what a checkout says.
    public var repositories: [String: String] = [:]
    public var polling = Polling()
    /// Where the stacks of pipelines are, by the pipelines' names; those of others are only rehearsed.
    public var deployments: [String: DeploymentTarget] = [:]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case accountId, region, builds, artifacts, idleTimeoutInSeconds, buckets, repositories, polling, deployments
    }

    /// How the engine looks whether the branches of git sources have moved.
    public struct Polling: Codable, Sendable, Equatable {
        /// How often each remote is asked.
        public var intervalInSeconds = 60
        /// Whether sources are polled too that say nothing of `DetectChanges` or `PollForSourceChanges`, as on AWS.
        public var byDefault = false

        enum CodingKeys: String, CodingKey, CaseIterable { case intervalInSeconds, byDefault }

        public init() {}

        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(knowing: CodingKeys.self)
            intervalInSeconds = try values.decodeIfPresent(Int.self, forKey: .intervalInSeconds) ?? intervalInSeconds
            byDefault = try values.decodeIfPresent(Bool.self, forKey: .byDefault) ?? byDefault
        }
    }

    /// Limits on CodeBuild builds. CodeBuild's own are the account's "concurrently running builds" and its queue.
    public struct Builds: Codable, Sendable, Equatable {
        /// How many builds run at once.
        public var concurrent = max(2, ProcessInfo.processInfo.activeProcessorCount)
        /// How many may wait for a place; one more fails as CodeBuild fails it. Without a value: any number.
        public var queued: Int?
        public var timeoutInMinutes = 60
        /// Past this size the rest of a build's log is dropped, and the log says so.
        public var logLimitInMegabytes = 256
        /// How much the `cache` sections of one project's buildspecs may keep.
        public var cacheLimitInMegabytes = 2048
        /// How long a build's log and journal are kept.
        public var logRetentionInDays = 90

        enum CodingKeys: String, CodingKey, CaseIterable {
            case concurrent, queued, timeoutInMinutes, logLimitInMegabytes, cacheLimitInMegabytes, logRetentionInDays
        }

        public init() {}

        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(knowing: CodingKeys.self)
            concurrent = try values.decodeIfPresent(Int.self, forKey: .concurrent) ?? concurrent
            queued = try values.decodeIfPresent(Int.self, forKey: .queued)
            timeoutInMinutes = try values.decodeIfPresent(Int.self, forKey: .timeoutInMinutes) ?? timeoutInMinutes
            logLimitInMegabytes =
                try values.decodeIfPresent(Int.self, forKey: .logLimitInMegabytes) ?? logLimitInMegabytes
            cacheLimitInMegabytes =
                try values.decodeIfPresent(Int.self, forKey: .cacheLimitInMegabytes) ?? cacheLimitInMegabytes
            logRetentionInDays =
                try values.decodeIfPresent(Int.self, forKey: .logRetentionInDays) ?? logRetentionInDays
        }
    }

    /// How long artifacts are kept. Those that a retry or a rollback needs are kept in any case.
    public struct Artifacts: Codable, Sendable, Equatable {
        public var retentionInDays = 30
        /// Past this size the oldest go earlier.
        public var limitInMegabytes = 10 << 10

        enum CodingKeys: String, CodingKey, CaseIterable { case retentionInDays, limitInMegabytes }

        public init() {}

        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(knowing: CodingKeys.self)
            retentionInDays = try values.decodeIfPresent(Int.self, forKey: .retentionInDays) ?? retentionInDays
            limitInMegabytes = try values.decodeIfPresent(Int.self, forKey: .limitInMegabytes) ?? limitInMegabytes
        }
    }

    public init() {}

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(knowing: CodingKeys.self)
        accountId = try values.decodeIfPresent(String.self, forKey: .accountId) ?? accountId
        region = try values.decodeIfPresent(String.self, forKey: .region) ?? region
        builds = try values.decodeIfPresent(Builds.self, forKey: .builds) ?? builds
        artifacts = try values.decodeIfPresent(Artifacts.self, forKey: .artifacts) ?? artifacts
        idleTimeoutInSeconds =
            try values.decodeIfPresent(Int.self, forKey: .idleTimeoutInSeconds) ?? idleTimeoutInSeconds
        buckets = try values.decodeIfPresent([String: String].self, forKey: .buckets) ?? buckets
        repositories = try values.decodeIfPresent([String: String].self, forKey: .repositories) ?? repositories
        polling = try values.decodeIfPresent(Polling.self, forKey: .polling) ?? polling
        deployments =
            try values.decodeIfPresent([String: WrittenTarget].self, forKey: .deployments)?
            .mapValues(\.target) ?? deployments
    }

    /// Reads the settings; a file that is not there means the defaults.
    ///
    /// Throws `EngineError.settingsInvalid`.
    public static func load(from file: URL) throws -> EngineSettings {
        guard let data = FileManager.default.contents(atPath: file.path) else { return EngineSettings() }
        do {
            let settings = try JSONDecoder().decode(EngineSettings.self, from: data)
            try settings.check(file)
            return settings
        } catch let error as DecodingError {
            throw EngineError.settingsInvalid(file, reason: error.placed)
        }
    }

    private func check(_ file: URL) throws(EngineError) {
        if accountId.count != 12 || !accountId.allSatisfy(\.isASCII) || !accountId.allSatisfy(\.isNumber) {
            throw EngineError.settingsInvalid(file, reason: "accountId must have 12 digits")
        }
        if builds.concurrent < 1 || (builds.queued ?? 0) < 0 {
            throw EngineError.settingsInvalid(
                file, reason: "builds.concurrent must be at least 1, builds.queued at least 0")
        }
        if !(5...2160).contains(builds.timeoutInMinutes) {
            throw EngineError.settingsInvalid(file, reason: "builds.timeoutInMinutes must be 5 to 2160")
        }
        let atLeastOne = [
            ("builds.logLimitInMegabytes", builds.logLimitInMegabytes),
            ("builds.logRetentionInDays", builds.logRetentionInDays),
            ("builds.cacheLimitInMegabytes", builds.cacheLimitInMegabytes),
            ("artifacts.retentionInDays", artifacts.retentionInDays),
            ("artifacts.limitInMegabytes", artifacts.limitInMegabytes), ("idleTimeoutInSeconds", idleTimeoutInSeconds),
            ("polling.intervalInSeconds", polling.intervalInSeconds),
        ]
        if let (key, _) = atLeastOne.first(where: { $0.1 < 1 }) {
            throw EngineError.settingsInvalid(file, reason: "\(key) must be at least 1")
        }
        if let problem = deploymentProblem { throw EngineError.settingsInvalid(file, reason: problem) }
    }
}

/// Any key, as it stands in the file.
private struct WrittenKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Decoder {
    /// An object that may have these keys only: nobody would notice a misspelt setting that is ignored.
    func container<Key: CodingKey & CaseIterable>(
        knowing keys: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        let known = keys.allCases.map(\.stringValue)
        let written = try container(keyedBy: WrittenKey.self).allKeys.sorted { $0.stringValue < $1.stringValue }
        if let unknown = written.first(where: { !known.contains($0.stringValue) }) {
            let hint =
                Spelling.nearest(to: unknown.stringValue, among: known).map { "did you mean '\($0)'?" }
                ?? "there are \(known.joined(separator: ", "))"
            throw DecodingError.dataCorrupted(
                .init(codingPath: codingPath + [unknown], debugDescription: "there is no such setting (\(hint))"))
        }
        return try container(keyedBy: keys)
    }
}

extension DecodingError {
    /// Which key is wrong, and how.
    fileprivate var placed: String {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            return (path.isEmpty ? "not readable as JSON" : path) + ": " + context.debugDescription
        @unknown default: return "\(self)"
        }
    }
}
