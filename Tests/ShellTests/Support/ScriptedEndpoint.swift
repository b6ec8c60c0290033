import EngineServer
import Foundation
import Logging
import PipelineAPI
import ServiceLifecycle
import Synchronization
import TestSupport

@testable import Shell

/// An endpoint whose pipeline is what a test makes it; what is started succeeds at once.
final class ScriptedEndpoint: Sendable {
    struct State: Sendable {
        var declaration: PipelineDeclaration?
        /// Newest first.
        var executions: [PipelineExecutionSummary] = []
        var stages: [StageState] = []
        var runs: [ActionExecutionDetail] = []
        /// What a retry of failed actions is refused with.
        var retryRefusal: APIError?
        /// The pipeline's now, and that of its executions.
        var (version, executionVersion) = (1, 1)
        /// The remote that is registered for every repository.
        var remoteURL: String?
        /// The log of every build.
        var log: [OutputLogEvent] = []
        /// What builds have yet to print before they end, a part at a time.
        var logToCome: [[OutputLogEvent]] = []
        /// What was asked to change something, in brief.
        var calls: [String] = []
    }

    private let state = Mutex(State())

    var calls: [String] { state.withLock(\.calls) }

    func change(_ body: (inout sending State) -> Void) {
        state.withLock { body(&$0) }
    }

    /// Serves on a socket in a private folder while `body` runs.
    func serve(in directory: URL, _ body: (String) async throws -> Void) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        var table = OperationTable(logger: logger)
        registerQueries(&table)
        registerLog(&table)
        registerChanges(&table)
        let path = directory.appending(path: "run/engine.sock").path
        let (ready, continuation) = AsyncStream<Void>.makeStream()
        let server = EngineServer(
            socketPath: path, replacesStaleSocket: false, table: table,
            events: { _, _, _ in AsyncStream { $0.finish() } }, onReady: { continuation.yield() }, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
        let running = Task {
            defer { continuation.finish() }
            try await group.run()
        }
        for await _ in ready { break }
        var failure: (any Error)?
        do { try await body(path) } catch { failure = error }
        await group.triggerGracefulShutdown()
        try await running.value
        if let failure { throw failure }
    }

    // MARK: Queries

    private func registerQueries(_ table: inout OperationTable) {
        table.on(GetPipeline.self) { [self] input in
            guard let declaration = state.withLock(\.declaration) else {
                throw APIError.pipelineNotFound(input.name, account: "123456789012")
            }
            return .init(pipeline: declaration, metadata: PipelineMetadata(pipelineArn: "arn:aws:…:\(input.name)"))
        }
        table.on(GetPipelineState.self) { [self] _ in
            state.withLock { .init(pipelineVersion: $0.version, stageStates: $0.stages) }
        }
        table.on(DescribeCheckout.self) { [self] _ in .init(remoteURL: state.withLock(\.remoteURL)) }
        table.on(ListPipelineExecutions.self) { [self] _ in
            .init(pipelineExecutionSummaries: state.withLock(\.executions))
        }
        table.on(ListActionExecutions.self) { [self] _ in
            .init(actionExecutionDetails: state.withLock(\.runs).reversed())
        }
        table.on(GetPipelineExecution.self) { [self] input in
            let found = state.withLock(\.executions).first { $0.pipelineExecutionId == input.pipelineExecutionId }
            var execution = found.map { Self.details($0, input.pipelineName) }
            execution?.pipelineVersion = state.withLock(\.executionVersion)
            return .init(pipelineExecution: execution)
        }
    }

    private static func details(_ summary: PipelineExecutionSummary, _ name: PipelineName) -> PipelineExecution {
        let revision = summary.sourceRevisions?.first
        return PipelineExecution(
            pipelineName: name, pipelineExecutionId: summary.pipelineExecutionId, status: summary.status,
            statusSummary: summary.statusSummary,
            artifactRevisions: [
                ArtifactRevision(
                    name: "Main", revisionId: revision?.revisionId, revisionSummary: revision?.revisionSummary)
            ])
    }

    private func registerLog(_ table: inout OperationTable) {
        table.on(BatchGetBuilds.self) { [self] input in
            let logs = LogsLocation(groupName: "builds", streamName: "1")
            let isComplete = state.withLock(\.logToCome).isEmpty
            return .init(builds: input.ids.map { CodeBuildBuild(id: $0, logs: logs, buildComplete: isComplete) })
        }
        table.on(FilterLogEvents.self) { [self] _ in
            let events = state.withLock(\.log)
            return .init(events: events.map { FilteredLogEvent(timestamp: $0.timestamp, message: $0.message) })
        }
        table.on(GetLogEvents.self) { [self] input in
            let log = state.withLock(\.log)
            let events = log.dropFirst(input.nextToken.flatMap { Int($0) } ?? 0)
            return .init(events: events.suffix(input.limit ?? events.count), nextForwardToken: "\(log.count)")
        }
        table.on(AwaitLogEvents.self) { [self] input in
            state.withLock { state in
                state.calls.append("await \(input.nextToken ?? "-")")
                if !state.logToCome.isEmpty { state.log += state.logToCome.removeFirst() }
            }
            return Empty()
        }
    }

    // MARK: Changes

    private func registerChanges(_ table: inout OperationTable) {
        table.on(RegisterCheckout.self) { [self] input in
            state.withLock { $0.calls.append("register \(input.repository ?? "")") }
            return Empty()
        }
        table.on(CreatePipeline.self) { [self] input in
            state.withLock { state in
                state.calls.append("create")
                state.declaration = input.pipeline
                state.start(commit: nil, trigger: .createPipeline)
            }
            return .init(pipeline: input.pipeline)
        }
        table.on(UpdatePipeline.self) { [self] input in
            state.withLock { state in
                state.calls.append("update")
                state.declaration = input.pipeline
            }
            return .init(pipeline: input.pipeline)
        }
        table.on(StartRevisions.self) { [self] input in
            let commit = input.sourceRevisions?.first?.revisionValue
            return state.withLock { state in
                state.calls.append("start \(commit?.prefix(7) ?? "")")
                return .init(pipelineExecutionId: state.start(commit: commit, trigger: .startPipelineExecution))
            }
        }
        table.on(RetryStageExecution.self) { [self] input in
            state.withLock { $0.calls.append("retry \(input.stageName) \(input.retryMode.rawValue)") }
            if input.retryMode == .failedActions, let refusal = state.withLock(\.retryRefusal) { throw refusal }
            return .init(pipelineExecutionId: input.pipelineExecutionId)
        }
        table.on(StopPipelineExecution.self) { [self] input in
            let how = input.abandon ?? false ? "abandon" : "stop"
            let id = input.pipelineExecutionId
            state.withLock { $0.calls.append("\(how) \(id.short) \(input.reason ?? "-")") }
            return .init(pipelineExecutionId: id)
        }
        table.on(PutApprovalResult.self) { [self] input in
            let result = "\(input.result.status.rawValue) \(input.stageName)/\(input.actionName) \(input.token)"
            state.withLock { $0.calls.append("\(result) \(input.result.summary)") }
            return .init(approvedAt: noon)
        }
    }
}

extension ScriptedEndpoint.State {
    @discardableResult
    fileprivate mutating func start(commit: String?, trigger: TriggerType) -> ExecutionID {
        let id = executionID("e\(executions.count + 1)")
        let revisions = commit.map { [SourceRevision(actionName: "Main", revisionId: $0, revisionSummary: "Started")] }
        executions.insert(
            PipelineExecutionSummary(
                pipelineExecutionId: id, status: .succeeded, startTime: noon, sourceRevisions: revisions,
                trigger: ExecutionTrigger(triggerType: trigger)), at: 0)
        return id
    }
}

extension ScriptedEndpoint {
    /// Runs one line in the scene's work tree against this endpoint. Answers the exit code.
    func run(_ line: String, at terminal: Terminal, _ scene: Scene) async throws -> Int32 {
        let code = Mutex<Int32>(-1)
        try await serve(in: scene.directory) { socket in
            let context = terminal.context(in: scene.work, scene.environment, socket: socket)
            let result = await CommandRunner(context: context).run(line: line)
            code.withLock { $0 = result }
        }
        return code.withLock(\.self)
    }
}
