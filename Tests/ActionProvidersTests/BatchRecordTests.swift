import Foundation
import PipelineAPI
import PipelineEngine
import Runner
import TestSupport
import Testing

@testable import ActionProviders

@Suite("What is shown of a batch")
struct BatchRecordTests {
    private static let batch = "11111111-1111-4111-8111-111111111111"
    private static let build = "22222222-2222-4222-8222-222222222222"
    private static let id = BuildID("web:\(batch)")
    private static let buildID = BuildID("web:\(build)")
    private static let foreign = BuildID("other:\(batch)")

    private static func time(_ seconds: Double) -> Date { Date(timeIntervalSince1970: seconds) }

    private static var begun: BatchRecord {
        var record = BatchRecord(
            id: id, arn: "arn:aws:codebuild:us-east-1:123456789012:build-batch/\(id)", number: 3, project: "web",
            initiator: "codepipeline/shop", combinesArtifacts: true)
        record.enter(.submitted, at: time(1))
        record.enter(.downloadBatchspec, at: time(2))
        return record
    }

    private func shown(_ record: BatchRecord) async throws -> CodeBuildBatch {
        try await withScratchDirectory { folder in
            let directory = BuildDirectory(folder.appending(path: Self.batch, directoryHint: .isDirectory))
            try BatchFolder(directory).save(record)
            let build = BuildDirectory(folder.appending(path: Self.build, directoryHint: .isDirectory))
            try build.prepare(.codeBuild(project: "web", stream: Self.build))
            let catalog = BuildCatalog(folder: folder, settings: EngineSettings())
            let answer = try catalog.batchGetBuildBatches(
                .init(ids: [Self.id, Self.buildID, Self.foreign]))
            #expect(answer.buildBatchesNotFound == [Self.buildID, Self.foreign])
            return try #require(answer.buildBatches?.first)
        }
    }

    @Test("While it runs: the phase that it is in, and each build as far as it is")
    func running() async throws {
        var record = Self.begun
        record.groups = [
            .init(identifier: "one", dependsOn: [], ignoresFailure: true, build: Self.buildID),
            .init(identifier: "two", dependsOn: ["one"], ignoresFailure: false, build: Self.foreign),
        ]
        record.enter(.inProgress, at: Self.time(4))
        // As an engine does that goes on with it.
        record.enter(.inProgress, at: Self.time(9))
        let batch = try await shown(record)
        #expect(batch.buildBatchStatus == .inProgress && batch.complete == false && batch.endTime == nil)
        #expect(batch.currentPhase == "IN_PROGRESS" && batch.buildBatchNumber == 3)
        #expect(batch.phases?.map(\.phaseType) == ["SUBMITTED", "DOWNLOAD_BATCHSPEC", "IN_PROGRESS"])
        #expect(batch.phases?.map(\.durationInSeconds) == [1, 2, nil])
        #expect(batch.buildGroups?.map(\.currentBuildSummary?.buildStatus) == [.inProgress, nil])
        #expect(batch.buildGroups?.map(\.ignoreFailure) == [true, false])
    }

    @Test("When it is over: how it ended and why, whatever comes later")
    func ended() async throws {
        var record = Self.begun
        record.end(.failed, at: Self.time(5), PhaseContext(statusCode: "YAML_FILE_ERROR", message: "no batch"))
        record.end(.stopped, at: Self.time(6))
        let batch = try await shown(record)
        #expect(batch.buildBatchStatus == .failed && batch.complete == true && batch.endTime == Self.time(5))
        #expect(batch.phases?.map(\.phaseType) == ["SUBMITTED", "DOWNLOAD_BATCHSPEC", "FAILED"])
        #expect(batch.phases?[1].phaseStatus == .failed && batch.phases?[1].contexts?.first?.message == "no batch")
    }
}
