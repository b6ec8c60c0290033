import Foundation
import UnixSignals

/// Ctrl-C while a command runs.
enum Interrupts {
    /// Runs a command; an interrupt cancels its task, a second one leaves it behind. Answers 130 then.
    static func cancelling(_ body: @escaping @Sendable () async -> Int32) async -> Int32 {
        let command = Task { await body() }
        let (ends, continuation) = AsyncStream<Int32>.makeStream()
        let listening = Task {
            var count = 0
            for await _ in await UnixSignalsSequence(trapping: .sigint) {
                count += 1
                command.cancel()
                if count > 1 { continuation.yield(130) }
            }
        }
        Task {
            let code = await command.value
            continuation.yield(command.isCancelled && code != 0 ? 130 : code)
        }
        defer { listening.cancel() }
        for await code in ends { return code }
        return 130
    }
}
