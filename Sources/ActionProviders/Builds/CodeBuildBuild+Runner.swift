import Foundation
import PipelineAPI
import PipelineEngine
import Runner

extension CodeBuildBuild {
    /// A build as CodeBuild describes it, from what its runner has written so far.
    init(
        _ request: BuildRequest, journal: [JournalEntry], result: BuildResult?, isAlive: Bool,
        settings: EngineSettings
    ) {
        let log = BuildLogLocation(request)
        let ended = journal.last { $0.event == .buildEnded }
        let isDead = result == nil && !isAlive && !journal.isEmpty
        self.init(
            id: BuildID(request.buildID), arn: request.buildARN, buildNumber: request.buildNumber,
            startTime: journal.first.map { Date(milliseconds: $0.at) },
            endTime: (result?.endTime ?? ended?.at).map { Date(milliseconds: $0) },
            currentPhase: Self.currentPhase(journal, isOver: result != nil),
            buildStatus: result.map { PipelineAPI.BuildStatus($0.status) } ?? (isDead ? .fault : .inProgress),
            sourceVersion: request.serviceVariables["CODEBUILD_SOURCE_VERSION"],
            resolvedSourceVersion: request.serviceVariables["CODEBUILD_RESOLVED_SOURCE_VERSION"],
            projectName: log.project, phases: Self.phases(journal, result: result), logs: log.location(settings),
            timeoutInMinutes: request.timeoutInSeconds / 60, buildComplete: result != nil || isDead,
            initiator: request.initiator,
            exportedEnvironmentVariables: result?.exportedVariables.map {
                ExportedEnvironmentVariable(name: $0.name, value: $0.value)
            })
        buildBatchArn = request.batchARN
    }

    private static func currentPhase(_ journal: [JournalEntry], isOver: Bool) -> String {
        if isOver { return "COMPLETED" }
        return journal.last { $0.event == .phaseStarted }?.phase?.rawValue ?? "QUEUED"
    }

    private static func phases(_ journal: [JournalEntry], result: BuildResult?) -> [PipelineAPI.BuildPhase] {
        if let result { return result.phases.map(PipelineAPI.BuildPhase.init) }
        return journal.filter { $0.event == .phaseStarted }.map { started in
            let ended = journal.last { $0.event == .phaseEnded && $0.phase == started.phase && $0.at >= started.at }
            return PipelineAPI.BuildPhase(
                phaseType: started.phase?.rawValue,
                phaseStatus: ended?.status.map { PipelineAPI.BuildStatus($0) } ?? .inProgress,
                startTime: Date(milliseconds: started.at), endTime: ended.map { Date(milliseconds: $0.at) },
                durationInSeconds: ended.map { Int(($0.at - started.at) / 1000) },
                contexts: ended?.contexts?.map { .init(statusCode: $0.statusCode, message: $0.message) })
        }
    }
}

extension PipelineAPI.BuildPhase {
    fileprivate init(_ phase: PhaseResult) {
        self.init(
            phaseType: phase.phaseType.rawValue, phaseStatus: phase.phaseStatus.map { .init($0) },
            startTime: Date(milliseconds: phase.startTime), endTime: phase.endTime.map { Date(milliseconds: $0) },
            durationInSeconds: phase.endTime.map { Int(($0 - phase.startTime) / 1000) },
            contexts: phase.contexts.map { .init(statusCode: $0.statusCode, message: $0.message) })
    }
}

extension PipelineAPI.BuildStatus {
    /// The runner's statuses are CodeBuild's.
    fileprivate init(_ status: Runner.BuildStatus) {
        self = PipelineAPI.BuildStatus(rawValue: status.rawValue) ?? .fault
    }
}

extension Date {
    init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}

/// Where the log of a build is, in CloudWatch Logs' terms.
struct BuildLogLocation {
    let project: String
    let stream: String
    let group: String

    init(_ request: BuildRequest) {
        let parts = request.buildID.split(separator: ":", maxSplits: 1).map(String.init)
        project = parts.first ?? request.buildID
        stream = parts.last ?? request.buildID
        let isCodeBuild = request.serviceVariables["CODEBUILD_PROJECT_ARN"] != nil
        let pipeline = request.initiator.split(separator: "/").last.map(String.init) ?? project
        group = isCodeBuild ? "/aws/codebuild/\(project)" : "/aws/codepipeline/\(pipeline)"
    }

    func location(_ settings: EngineSettings) -> LogsLocation {
        LogsLocation(
            groupName: group, streamName: stream,
            cloudWatchLogsArn: "arn:aws:logs:\(settings.region):\(settings.accountId):log-group:\(group):"
                + "log-stream:\(stream)")
    }
}
