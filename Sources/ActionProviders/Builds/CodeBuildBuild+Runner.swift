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
            startTime: (request.submittedAt ?? journal.first?.at).map { Date(milliseconds: $0) },
            endTime: (result?.endTime ?? ended?.at).map { Date(milliseconds: $0) },
            currentPhase: Self.currentPhase(journal, isOver: result != nil),
            buildStatus: result.map { PipelineAPI.BuildStatus($0.status) } ?? (isDead ? .fault : .inProgress),
            sourceVersion: request.serviceVariables["CODEBUILD_SOURCE_VERSION"],
            resolvedSourceVersion: request.serviceVariables["CODEBUILD_RESOLVED_SOURCE_VERSION"],
            projectName: log.project, phases: Self.phases(request, journal, result), logs: log.location(settings),
            timeoutInMinutes: request.timeoutInSeconds / 60, buildComplete: result != nil || isDead,
            initiator: request.initiator,
            exportedEnvironmentVariables: result?.exportedVariables.map {
                ExportedEnvironmentVariable(name: $0.name, value: $0.value)
            })
        buildBatchArn = request.batchARN
        environment = ProjectEnvironment(request)
        let outputs = request.outputs.map { BuildArtifacts(location: $0.location, artifactIdentifier: $0.name) }
        artifacts = BuildArtifacts(location: outputs.count == 1 ? outputs[0].location ?? "" : "")
        secondaryArtifacts = outputs.count > 1 ? outputs : nil
    }

    private static func currentPhase(_ journal: [JournalEntry], isOver: Bool) -> String {
        if isOver { return "COMPLETED" }
        let last = journal.last { $0.event == .phaseStarted }?.phase?.rawValue
        return last ?? (journal.isEmpty ? "QUEUED" : "PROVISIONING")
    }

    private static func phases(
        _ request: BuildRequest, _ journal: [JournalEntry], _ result: BuildResult?
    ) -> [PipelineAPI.BuildPhase] {
        beginning(request, journal) + (result.map { $0.phases.map(PipelineAPI.BuildPhase.init) } ?? running(journal))
    }

    /// The phases before there is a source: the build waits for a runner, and the runner makes itself ready.
    private static func beginning(_ request: BuildRequest, _ journal: [JournalEntry]) -> [PipelineAPI.BuildPhase] {
        guard let submitted = request.submittedAt ?? journal.first?.at else { return [] }
        let begun = journal.first?.at
        let ready = journal.first { $0.event == .phaseStarted }?.at
        return [
            PipelineAPI.BuildPhase("SUBMITTED", from: submitted, to: submitted),
            PipelineAPI.BuildPhase("QUEUED", from: submitted, to: begun),
        ]
            + (begun.map { [PipelineAPI.BuildPhase("PROVISIONING", from: $0, to: ready)] } ?? [])
    }

    private static func running(_ journal: [JournalEntry]) -> [PipelineAPI.BuildPhase] {
        journal.filter { $0.event == .phaseStarted }.map { started in
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
    /// One that goes on until it has succeeded.
    fileprivate init(_ type: String, from start: Int64, to end: Int64?) {
        self.init(
            phaseType: type, phaseStatus: end == nil ? .inProgress : .succeeded,
            startTime: Date(milliseconds: start), endTime: end.map { Date(milliseconds: $0) },
            durationInSeconds: end.map { Int(($0 - start) / 1000) },
            contexts: end.map { _ in [PipelineAPI.PhaseContext(statusCode: "", message: "")] })
    }

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

    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }
}

extension ProjectEnvironment {
    /// The variables of the project and of the build alone, which win.
    fileprivate init(_ request: BuildRequest) {
        let own = request.overrideVariables
        let variables = request.projectVariables.filter { variable in !own.contains { $0.name == variable.name } } + own
        self.init(
            image: request.serviceVariables["CODEBUILD_BUILD_IMAGE"] ?? "local",
            environmentVariables: variables.map { .init(name: $0.name, value: $0.value, type: $0.type.rawValue) })
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
