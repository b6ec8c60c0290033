public import Foundation
public import PipelineAPI
public import PipelineCore
public import PipelineEngine

/// Approval/Manual: waits for a person, and for no longer than the action allows.
///
/// The decision itself is the core's; it cancels this wait.
public struct ManualApproval: ActionProvider {
    private let now: @Sendable () -> Date

    public init(now: @escaping @Sendable () -> Date = { Date() }) {
        self.now = now
    }

    public let actionTypes = [ActionTypeID(category: .approval, owner: .aws, provider: "Manual")]

    /// CodePipeline's own limit: seven days.
    private static let defaultTimeoutInMinutes = 7 * 24 * 60

    public func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        let minutes = start.action.timeoutInMinutes ?? Self.defaultTimeoutInMinutes
        let deadline = start.run.startTime.addingTimeInterval(Double(minutes) * 60)
        do {
            try await Task.sleep(for: .seconds(max(0, deadline.timeIntervalSince(now()))))
        } catch {
            return nil
        }
        return .failed(
            ErrorDetails(code: "JobFailed", message: "The approval was not given within \(minutes) minutes"),
            ActionResult())
    }
}
