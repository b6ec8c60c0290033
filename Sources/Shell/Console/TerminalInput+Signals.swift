import UnixSignals

extension TerminalInput {
    /// Runs what asks at terminals, and cancels it at SIGTERM and SIGHUP: whoever ends the process finds the terminal as it
    /// was before. For a process that goes on to its end afterwards.
    public static func untilEnded<Result: Sendable>(
        _ ask: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sighup)
        let asking = Task { try await ask() }
        let watching = Task { for await _ in signals { asking.cancel() } }
        defer { watching.cancel() }
        return try await asking.value
    }
}
