import Foundation
import PipelineAPI
import PipelineCore
import PipelineEngine

/// A provider that does what the test says.
struct ScriptedProvider: ActionProvider {
    var actionTypes = [
        ActionTypeID.scripted(.source), .scripted(.build), .manualApproval,
        ActionTypeID(category: .rule, owner: .aws, provider: "Commands"),
    ]
    var onRun: @Sendable (ActionStart, ActionContext) async -> ActionOutcome?
    var onCancel: @Sendable (ActionStart) async -> Void = { _ in }
    var onForget: @Sendable (Date) async -> Void = { _ in }

    func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        await onRun(start, context)
    }

    func cancel(_ start: ActionStart, in context: ActionContext) async {
        await onCancel(start)
    }

    func forgetRuns(before time: Date) async {
        await onForget(time)
    }

    /// Every action succeeds at once; approvals wait for a person.
    static let succeeding = ScriptedProvider { start, _ in
        if start.action.actionTypeId.category != .approval { return .succeeded(ActionResult()) }
        for await _ in AsyncStream(Void.self, { _ in }) {}
        return nil
    }

    /// The same, but for approvals, which another provider has.
    static let withoutApprovals = {
        var provider = succeeding
        provider.actionTypes.removeAll { $0.category == .approval }
        return provider
    }()

    /// Runs end when the test says so at the desk.
    static func at(_ desk: RunDesk) -> ScriptedProvider {
        ScriptedProvider { start, _ in
            await desk.perform(start)
        } onCancel: {
            await desk.cancel($0)
        }
    }
}

extension ActionOutcome {
    static let done = ActionOutcome.succeeded(ActionResult())
    static let broken = ActionOutcome.failed(
        ErrorDetails(code: "JobFailed", message: "it broke"), ActionResult())
}
