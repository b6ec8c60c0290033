import Foundation
public import PipelineAPI
import Runner

extension BuildCatalog {
    /// The batches of actions with `BatchEnabled`, by the ids that `buildBatchArn` of their builds ends with.
    public func batchGetBuildBatches(_ input: BatchGetBuildBatches.Input) throws -> BatchGetBuildBatches.Output {
        guard input.ids.count <= 100 else { throw APIError.invalidInput("ids must have at most 100 members") }
        var output = BatchGetBuildBatches.Output(buildBatches: [], buildBatchesNotFound: [])
        for id in input.ids {
            if let batch = try batch(id) {
                output.buildBatches?.append(batch)
            } else {
                output.buildBatchesNotFound?.append(id)
            }
        }
        return output
    }

    private func batch(_ id: BuildID) throws -> CodeBuildBatch? {
        guard let uuid = id.rawValue.split(separator: ":").last, let directory = directory(stream: String(uuid)),
            let record = BatchFolder(directory).record, record.id == id
        else { return nil }
        return CodeBuildBatch(record, groups: try record.groups.map(group))
    }

    private func group(_ group: BatchRecord.Group) throws -> CodeBuildBatch.Group {
        CodeBuildBatch.Group(
            identifier: group.identifier, dependsOn: group.dependsOn, ignoreFailure: group.ignoresFailure,
            currentBuildSummary: try build(group.build).map {
                CodeBuildBatch.Summary(arn: $0.arn, requestedOn: $0.startTime, buildStatus: $0.buildStatus)
            })
    }
}

extension CodeBuildBatch {
    fileprivate init(_ record: BatchRecord, groups: [Group]) {
        let last = record.phases.last
        self.init(
            id: record.id, arn: record.arn, buildBatchNumber: record.number, startTime: record.phases.first?.start,
            endTime: record.isOver ? last?.start : nil, currentPhase: last?.type.rawValue,
            buildBatchStatus: record.status,
            resolvedSourceVersion: record.resolvedSourceVersion, projectName: record.project,
            phases: record.phases.map(BuildPhase.init), complete: record.isOver, initiator: record.initiator,
            buildBatchConfig: .init(combineArtifacts: record.combinesArtifacts), buildGroups: groups)
    }
}

extension BuildPhase {
    fileprivate init(_ phase: BatchRecord.Phase) {
        self.init(
            phaseType: phase.type.rawValue, phaseStatus: phase.status, startTime: phase.start, endTime: phase.end,
            durationInSeconds: phase.end.map { Int($0.timeIntervalSince(phase.start)) },
            contexts: phase.context.map { [$0] })
    }
}
