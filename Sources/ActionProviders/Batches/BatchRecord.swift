import Foundation
import PipelineAPI

/// What is known of a batch: the content of `batch.json` in its folder.
struct BatchRecord: Codable, Equatable {
    var version = 1
    var id: BuildID
    var arn: String
    var number: Int
    var project: String
    var initiator: String
    var resolvedSourceVersion: String?
    var combinesArtifacts: Bool
    /// In the order of the buildspec; none before that is read.
    var groups: [Group] = []
    private(set) var phases: [Phase] = []

    /// One of its builds.
    struct Group: Codable, Equatable {
        var identifier: String
        var dependsOn: [String]
        var ignoresFailure: Bool
        var build: BuildID
    }

    /// As CodeBuild has it, the last one is named for how the batch ended.
    enum PhaseType: String, Codable {
        case submitted = "SUBMITTED"
        case downloadBatchspec = "DOWNLOAD_BATCHSPEC"
        case inProgress = "IN_PROGRESS"
        case combineArtifacts = "COMBINE_ARTIFACTS"
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
        case stopped = "STOPPED"
    }

    struct Phase: Codable, Equatable {
        var type: PhaseType
        var start: Date
        var end: Date?
        var status: BuildStatus?
        var context: PhaseContext?
    }

    var isOver: Bool { [.succeeded, .failed, .stopped].contains(phases.last?.type) }

    /// How it ended, or that it has not.
    var status: BuildStatus {
        isOver ? phases.last.flatMap { BuildStatus(rawValue: $0.type.rawValue) } ?? .fault : .inProgress
    }

    /// Begins a phase; the one before it has succeeded. An engine that goes on with a batch repeats what an earlier one did.
    mutating func enter(_ type: PhaseType, at time: Date) {
        if phases.contains(where: { $0.type == type }) { return }
        leave(at: time, .succeeded)
        phases.append(Phase(type: type, start: time))
    }

    /// Ends the batch: the phase that it is in ends as the batch does.
    mutating func end(_ type: PhaseType, at time: Date, _ context: PhaseContext? = nil) {
        if isOver { return }
        leave(at: time, BuildStatus(rawValue: type.rawValue) ?? .failed, context)
        phases.append(Phase(type: type, start: time))
    }

    private mutating func leave(at time: Date, _ status: BuildStatus, _ context: PhaseContext? = nil) {
        guard let last = phases.indices.last, phases[last].end == nil else { return }
        phases[last].end = time
        phases[last].status = status
        phases[last].context = context
    }
}
