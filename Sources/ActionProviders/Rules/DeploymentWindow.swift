public import Foundation
public import PipelineAPI
public import PipelineCore
public import PipelineEngine

/// The rule DeploymentWindow: holds inside the hours that a cron expression names, and waits for them until its timeout.
public struct DeploymentWindow: ActionProvider {
    private let now: @Sendable () -> Date

    public init(now: @escaping @Sendable () -> Date = { Date() }) {
        self.now = now
    }

    public let actionTypes = [ActionTypeID(category: .rule, owner: .aws, provider: "DeploymentWindow")]

    /// How long a rule without a timeout of its own waits: a day.
    private static let defaultTimeoutInMinutes = 24 * 60

    public func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        let configuration = start.action.configuration ?? [:]
        guard let text = configuration["Cron"], let schedule = CronSchedule(text) else {
            return .misconfigured(
                "The rule '\(start.action.name)' needs Cron, an expression of six fields such as "
                    + "`0 0 9-17 ? * MON-FRI`, seconds first")
        }
        let name = configuration["TimeZone"] ?? "UTC"
        guard let zone = Self.zone(name) else {
            return .misconfigured("The rule '\(start.action.name)' has no time zone '\(name)': Region/City, UTC±HH:MM")
        }
        let minutes = start.action.timeoutInMinutes ?? Self.defaultTimeoutInMinutes
        let deadline = start.run.startTime.addingTimeInterval(Double(minutes) * 60)
        guard let opening = schedule.next(from: now(), before: deadline, in: zone) else {
            let message = "The deployment window '\(text)' does not open within \(minutes) minutes"
            return .failed(ErrorDetails(code: "JobFailed", message: message), ActionResult(summary: message))
        }
        do {
            try await Task.sleep(for: .seconds(max(0, opening.timeIntervalSince(now()))))
        } catch {
            return nil
        }
        return .succeeded(ActionResult(summary: "Inside the deployment window '\(text)'"))
    }

    /// `Region/City`, `UTC±HH:MM`, or an abbreviation.
    private static func zone(_ name: String) -> TimeZone? {
        if let match = name.wholeMatch(of: /UTC([+-])(\d{1,2}):(\d{2})/), let hours = Int(match.2),
            let minutes = Int(match.3)
        {
            return TimeZone(secondsFromGMT: (match.1 == "-" ? -1 : 1) * (hours * 3600 + minutes * 60))
        }
        return TimeZone(identifier: name) ?? TimeZone(abbreviation: name)
    }
}
