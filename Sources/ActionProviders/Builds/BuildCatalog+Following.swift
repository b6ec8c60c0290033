public import PipelineAPI
import PipelineEngine
import Runner

extension BuildCatalog {
    /// Waits until a build's log goes on behind what was read, or the build is over; the kernel tells of both.
    ///
    /// - Parameter patience: how long at most; by default less than clients wait for an answer.
    public func awaitLogEvents(
        _ input: AwaitLogEvents.Input, patience: Duration = .seconds(20)
    ) async throws -> AwaitLogEvents.Output {
        let directory = try await offPool { try stream(input.logStreamName, group: input.logGroupName) }
        let offset = try input.nextToken.map(LogToken.init)?.offset ?? 0
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in directory.changes() {
                    if try await offPool({ try directory.hasNews(behind: offset) }) { return }
                }
            }
            group.addTask { try await Task.sleep(for: patience) }
            defer { group.cancelAll() }
            try await group.next()
        }
        return Empty()
    }
}

extension BuildDirectory {
    fileprivate func hasNews(behind offset: UInt64) throws -> Bool {
        try logLines(from: offset, limit: 1).next > offset || result() != nil
    }
}
