import Buildspec
import Foundation
import Logging
import PipelineAPI
import PipelineCore
import PipelineEngine
import Runner

extension BuildHost {
    /// Runs the builds of an action with `BatchEnabled`, and brings their artifacts in.
    ///
    /// The action is known by the one build that tells most: the first that failed, else the last that ended.
    func runBatch(_ plan: BuildPlan, _ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        await outcome(of: start) {
            let order = try BuildOrder(plan, start, in: context)
            let combines = plan.batch?.combinesArtifacts ?? false
            let folder = BatchFolder(directory(of: order.identity))
            var record = try await record(of: order, in: folder, combinesArtifacts: combines, context)
            do {
                return try await runBatch(&record, of: order, in: folder, start, context)
            } catch let failure as BatchSpecification.Failure {
                record.end(.failed, at: Date(), .init(statusCode: failure.code, message: failure.message))
                try folder.save(record)
                return failure.outcome
            } catch let error where !(error is CancellationError) {
                record.end(.failed, at: Date(), .init(statusCode: "INTERNAL_ERROR", message: "\(error)"))
                try folder.save(record)
                throw error
            }
        }
    }

    private func runBatch(
        _ record: inout BatchRecord, of order: BuildOrder, in folder: BatchFolder, _ start: ActionStart,
        _ context: ActionContext
    ) async throws -> ActionOutcome {
        let batch = try await BatchSpecification(order: order, mirrors: mirrors).read()
        let build = BatchBuild(
            host: self, batch: batch, order: order, combinesArtifacts: record.combinesArtifacts, context: context)
        record.groups = build.groups
        record.enter(.inProgress, at: Date())
        try folder.save(record)
        if let first = batch.tasks.first { await context.report(build.identity(of: first).progress) }
        let (ended, hasFailed) = try await build.run()
        defer { discardSources(build) }
        if record.combinesArtifacts, !hasFailed { record.enter(.combineArtifacts, at: Date()) }
        let outcome = try await outcome(build, ended, hasFailed: hasFailed, start)
        record.end(hasFailed ? .failed : .succeeded, at: Date())
        try folder.save(record)
        return outcome
    }

    /// What an engine before this one knew of the batch, else what is known at its beginning.
    private func record(
        of order: BuildOrder, in folder: BatchFolder, combinesArtifacts: Bool, _ context: ActionContext
    ) async throws -> BatchRecord {
        if let known = folder.record { return known }
        let project = order.plan.project
        var record = BatchRecord(
            id: order.identity.id, arn: order.identity.batchARN,
            // No project has such a name.
            number: await context.nextBuildNumber("\(project):batch"), project: project, initiator: order.initiator,
            resolvedSourceVersion: order.resolvedSourceVersion, combinesArtifacts: combinesArtifacts)
        for phase in [BatchRecord.PhaseType.submitted, .downloadBatchspec] { record.enter(phase, at: Date()) }
        try folder.save(record)
        return record
    }

    /// Ends the builds of a batch that was abandoned, if the folder is that of a batch.
    func stopBatch(in folder: BatchFolder) {
        guard var record = folder.record else { return }
        for group in record.groups {
            group.build.rawValue.split(separator: ":").last.map { stop(directory(String($0))) }
        }
        record.end(.stopped, at: Date())
        do {
            try folder.save(record)
        } catch {
            logger.error("cannot note that batch \(record.id) was stopped: \(error)")
        }
    }

    private func outcome(
        _ build: BatchBuild, _ ended: [BatchBuild.Ended], hasFailed: Bool, _ start: ActionStart
    ) async throws -> ActionOutcome {
        let failed = ended.first { $0.result.status != .succeeded && !$0.task.ignoresFailure }
        var result = (failed ?? ended.last).map { build.identity(of: $0.task).progress } ?? ActionResult()
        result.summary = ended.sorted { $0.task.identifier < $1.task.identifier }
            .map { "\($0.task.identifier) \($0.result.status.rawValue)" }.joined(separator: ", ")
        for end in ended { result.outputVariables.merge(end.result.variables) { $1 } }
        if hasFailed, let failed {
            var details = failed.result.errorDetails
            details.message =
                "Build batch terminated with state: FAILED. Build \(failed.task.identifier): "
                + (details.message ?? "")
            return .failed(details, result)
        }
        result.outputArtifacts = try await offPool { try keepOutputs(of: build, start) }
        return .succeeded(result)
    }

    private func keepOutputs(of build: BatchBuild, _ start: ActionStart) throws -> [ArtifactName: S3Location] {
        let artifacts = build.context.artifacts
        var locations: [ArtifactName: S3Location] = [:]
        for output in start.action.outputArtifacts ?? [] {
            let location = artifacts.location(
                bucket: start.artifactBucket, pipeline: start.pipeline, artifact: output.name, run: start.run.id)
            let made = build.batch.tasks.map { directory(of: build.identity(of: $0)).output(output.name.rawValue) }
                .filter { FileManager.default.fileExists(atPath: $0.path) }
            if !artifacts.contains(location) {
                guard let first = made.first else { continue }
                if made.count == 1 {
                    try artifacts.keep(first, at: location)
                } else {
                    let folder = BatchFolder(directory(of: build.order.identity)).combined
                    try artifacts.keep(combining: made, in: folder, at: location)
                }
            }
            locations[output.name] = location
        }
        return locations
    }

    private func discardSources(_ build: BatchBuild) {
        let directories = build.batch.tasks.map { directory(of: build.identity(of: $0)) }
        Task.detached(priority: .background) { directories.forEach(BuildLayout.discardSources) }
    }
}

extension BatchSpecification.Failure {
    fileprivate var outcome: ActionOutcome {
        let message = "Build batch terminated with state: FAILED. Phase: DOWNLOAD_BATCHSPEC, Code: \(code), "
        return .failed(ErrorDetails(code: "JobFailed", message: message + "Message: \(self.message)"), ActionResult())
    }
}
