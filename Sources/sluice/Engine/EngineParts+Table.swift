import ActionProviders
import EngineServer
import Foundation
import Logging
import PipelineAPI
import PipelineEngine
import ServiceLifecycle
import Shell

extension EngineParts {
    /// Everything that clients can ask of the engine and its builds.
    func table(_ logger: Logger) -> OperationTable {
        var table = OperationTable(engine: engine, version: SluiceCommandLine.version, logger: logger)
        addBuilds(to: &table)
        addLogs(to: &table)
        table.on(DescribeEngine.self) { [engine, poller] _ in
            var description = await engine.describeEngine(version: SluiceCommandLine.version)
            description.troubles = await poller.currentTroubles()
            return description
        }
        table.on(ReportPush.self) { [pushes] in try await pushes.receive($0) }
        table.on(DescribeRehearsal.self) { [stacks, settings] in
            await stacks.describe($0, account: settings.accountId, region: settings.region)
        }
        table.on(RehearseStack.self) { [cloudFormation, settings] in
            try await cloudFormation.rehearse($0, settings: settings, at: Date())
        }
        return table
    }

    private func addBuilds(to table: inout OperationTable) {
        table.fromFiles(BatchGetBuilds.self, builds.batchGetBuilds)
        table.fromFiles(BatchGetBuildBatches.self, builds.batchGetBuildBatches)
        table.fromFiles(ListBuildBatches.self, builds.listBuildBatches)
        table.fromFiles(StopBuild.self, builds.stopBuild)
        table.on(StartBuild.self) { [directBuilds] in try await directBuilds.start($0) }
        table.on(ListBuildBatchesForProject.self) { [builds, engine] input in
            let isRegistered = try await !engine.buildProjects(named: [input.projectName]).isEmpty
            return try await offPool { try builds.listBuildBatchesForProject(input, isRegistered: isRegistered) }
        }
        table.on(ListBuildsForProject.self) { [builds, engine] input in
            let isRegistered = try await !engine.buildProjects(named: [input.projectName]).isEmpty
            return try await offPool { try builds.listBuildsForProject(input, isRegistered: isRegistered) }
        }
        table.on(BatchGetProjects.self) { [builds, engine] input in
            let registered = try await engine.buildProjects(named: input.names)
            return try await offPool { try builds.batchGetProjects(input, registered: registered) }
        }
    }

    private func addLogs(to table: inout OperationTable) {
        table.fromFiles(DescribeLogStreams.self, builds.describeLogStreams)
        table.fromFiles(GetLogEvents.self, builds.getLogEvents)
        table.fromFiles(FilterLogEvents.self, builds.filterLogEvents)
        // Whoever waits for a log does not hold up an engine that is to end.
        table.on(AwaitLogEvents.self) { [builds] input in
            try await cancelWhenGracefulShutdown { try await builds.awaitLogEvents(input) }
        }
    }
}

extension OperationTable {
    /// Answers an operation from the files of builds, on a thread that may wait for the disk.
    fileprivate mutating func fromFiles<O: PipelineAPI.Operation>(
        _ operation: O.Type, _ answer: @escaping @Sendable (O.Input) throws -> O.Output
    ) {
        on(operation) { input in try await offPool { try answer(input) } }
    }
}
