import Foundation

/// Time and chance, as calls need them.
struct Pace: Sendable {
    var now: @Sendable () -> Date
    var pause: @Sendable (Duration) async throws -> Void
    /// A number from 0 to 1, so that many clients do not come back at the same moment.
    var jitter: @Sendable () -> Double

    static let real = Pace(
        now: { Date() }, pause: { try await Task.sleep(for: $0) }, jitter: { Double.random(in: 0...1) })
}
