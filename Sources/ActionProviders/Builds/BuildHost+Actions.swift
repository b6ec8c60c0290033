import Foundation
import PipelineAPI
import PipelineCore
import PipelineEngine
import Runner

extension BuildHost {
    /// Runs the build of an action, and brings its artifacts in.
    func run(_ plan: BuildPlan, _ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        await outcome(of: start) {
            try await outcome(BuildOrder(plan, start, in: context), start, context)
        }
    }

    /// What a build came to, or why there was none; `nil` when the engine is going away.
    func outcome(
        of start: ActionStart, _ body: () async throws -> ActionOutcome
    ) async -> ActionOutcome? {
        do {
            return try await body()
        } catch is CancellationError {
            return nil
        } catch let problem as BuildPlan.Problem {
            return .misconfigured(problem.sentence)
        } catch {
            return .failed(ErrorDetails(code: "InternalError", message: "\(error)"), ActionResult())
        }
    }

    private func outcome(
        _ order: BuildOrder, _ start: ActionStart, _ context: ActionContext
    ) async throws -> ActionOutcome {
        let telling = Task {
            try await Task.sleep(for: Self.patienceBeforeProgress)
            await context.report(order.identity.progress)
        }
        defer { telling.cancel() }
        let ending = try await run(order, context.buildSurroundings)
        telling.cancel()
        _ = await telling.result
        switch ending {
        case .queueFull(let limit): return .queueFull(limit: limit, request: order.identity.uuid)
        case .result(let build):
            return try await finish(build, start, directory(of: order.identity), order.identity, context)
        }
    }

    /// A build that is over sooner is told of once, by its result.
    private static let patienceBeforeProgress = Duration.milliseconds(25)

    private func finish(
        _ build: BuildResult, _ start: ActionStart, _ directory: BuildDirectory, _ identity: BuildIdentity,
        _ context: ActionContext
    ) async throws -> ActionOutcome {
        var result = identity.progress
        result.outputVariables = build.variables
        result.summary = build.warningText
        defer { Task.detached(priority: .background) { BuildLayout.discardSources(of: directory) } }
        guard build.status == .succeeded else { return .failed(build.errorDetails, result) }
        result.outputArtifacts = try await offPool { try Self.keepOutputs(start, directory, context) }
        return .succeeded(result)
    }

    private static func keepOutputs(
        _ start: ActionStart, _ directory: BuildDirectory, _ context: ActionContext
    ) throws -> [ArtifactName: S3Location] {
        var locations: [ArtifactName: S3Location] = [:]
        for output in start.action.outputArtifacts ?? [] {
            let location = context.artifacts.location(
                bucket: start.artifactBucket, pipeline: start.pipeline, artifact: output.name, run: start.run.id)
            let produced = directory.output(output.name.rawValue)
            guard context.artifacts.contains(location) || FileManager.default.fileExists(atPath: produced.path) else {
                continue
            }
            try context.artifacts.keep(produced, at: location)
            locations[output.name] = location
        }
        return locations
    }

    /// Ends the build of a run that was abandoned, or the builds of its batch.
    func cancel(_ start: ActionStart) {
        let directory = directory(start.run.id.rawValue)
        stopBatch(in: BatchFolder(directory))
        stop(directory)
    }
}

extension BuildDirectory {
    var log: URL { url.appending(path: "log") }

    /// The archive of an output.
    func output(_ name: String) -> URL { url.appending(path: "outputs/\(name).zip") }
}

extension BuildIdentity {
    /// What is known of the build from its first moment on.
    var progress: ActionResult {
        ActionResult(externalExecutionID: id.rawValue, logStreamARN: logStreamARN)
    }
}

extension BuildResult {
    /// What it exports.
    var variables: [String: String] {
        Dictionary(exportedVariables.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    }
}

extension ActionOutcome {
    /// CodeBuild's own words for a build that finds the queue full.
    static func queueFull(limit: Int, request: String) -> ActionOutcome {
        let message =
            "Error calling startBuild: \(APIError.queueFull(limit: limit).message) "
            + "(Service: AWSCodeBuild; Status Code: 400; Error Code: AccountLimitExceededException; "
            + "Request ID: \(request); Proxy: null)"
        return .failed(ErrorDetails(code: "JobFailed", message: message), ActionResult())
    }
}

extension APIError {
    static func queueFull(limit: Int) -> APIError {
        APIError(
            code: "AccountLimitExceededException",
            message: "Cannot have more than \(limit) builds in queue for the account")
    }
}
