public import Foundation
public import PipelineAPI
public import PipelineCore
public import PipelineEngine

/// Actions of custom types: each is a job that waits for a worker to poll for it, and for the worker's word.
public struct JobWorkerProvider: ActionProvider {
    private let now: @Sendable () -> Date

    public init(now: @escaping @Sendable () -> Date = { Date() }) {
        self.now = now
    }

    public let actionTypes = ActionCategory.allCases.map {
        ActionTypeID(category: $0, owner: .custom, provider: ActionTypeID.anyOtherProvider)
    }

    /// CodePipeline ends a custom action after 24 hours ("Quotas in AWS CodePipeline").
    private static let timeout: TimeInterval = 24 * 60 * 60

    public func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        do {
            guard try await context.jobs.offer(start) else { return .unknownType(start.action.actionTypeId) }
        } catch {
            return .failed(ErrorDetails(code: "SystemUnavailable", message: "\(error)"), ActionResult())
        }
        return await withTaskGroup(of: ActionOutcome?.self) { group in
            group.addTask { await outcome(of: start, in: context) }
            group.addTask { await expire(start, in: context) }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    public func cancel(_ start: ActionStart, in context: ActionContext) async {
        _ = try? await context.jobs.withdraw(start.run.id, as: .failed)
    }

    private func outcome(of start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        var timer: Task<Void, any Error>?
        defer { timer?.cancel() }
        for await job in await context.jobs.changes(of: start.run.id) {
            timer?.cancel()
            timer = job.deadline.map { deadline in
                Task {
                    try await sleep(until: deadline)
                    try await context.jobs.expire(job.id)
                }
            }
            if let outcome = job.outcome(context.artifacts) { return outcome }
            if job.details != nil { await context.report(job.progress) }
        }
        return nil
    }

    private func sleep(until deadline: Date) async throws {
        try await Task.sleep(for: .seconds(max(0, deadline.timeIntervalSince(now()))))
    }

    private func expire(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        let deadline = start.run.startTime.addingTimeInterval(Self.timeout)
        do {
            try await sleep(until: deadline)
            return try await context.jobs.withdraw(start.run.id, as: .timedOut)?.outcome(context.artifacts)
        } catch {
            return nil
        }
    }
}

extension ActionOutcome {
    fileprivate static func unknownType(_ type: ActionTypeID) -> ActionOutcome {
        .misconfigured(
            "There is no custom action type \(type.category.rawValue)/\(type.provider), version \(type.version); "
                + "CreateCustomActionType makes it")
    }
}
