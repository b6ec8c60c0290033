/// Runs `body` for as long as it may take; the HTTP client's own deadline would end with the answer's head.
///
/// - Throws: `ClientError.timedOut` naming the operation, or what `body` throws.
func withTimeLimit<Answer: Sendable>(
    _ limit: Duration, operation: String, _ body: @escaping @Sendable () async throws -> Answer
) async throws -> Answer {
    try await withThrowingTaskGroup(of: Answer.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw ClientError.timedOut(operation: operation, after: limit)
        }
        defer { group.cancelAll() }
        // A group with two tasks always has a first one.
        guard let first = try await group.next() else { throw CancellationError() }
        return first
    }
}
