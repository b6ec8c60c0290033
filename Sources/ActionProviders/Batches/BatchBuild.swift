import Buildspec
import Foundation
import PipelineAPI
import PipelineCore
import PipelineEngine
import Runner

/// The builds of one batch as the action's work: each is a build of its own, with its log, journal and result, and is
/// found again by its folder when an engine is gone.
struct BatchBuild {
    let host: BuildHost
    let batch: Batch
    /// The action's build, of which each of the batch is a variation.
    let order: BuildOrder
    let combinesArtifacts: Bool
    let context: ActionContext

    /// How one of them ended.
    struct Ended: Sendable {
        var task: Batch.Task
        var result: BuildResult
    }

    /// Runs them all, as many at once as there is room for. Answers those that ran, in the order of their ends.
    func run() async throws -> (ended: [Ended], hasFailed: Bool) {
        var progress = BatchProgress(batch)
        var ended: [Ended] = []
        try await withThrowingTaskGroup(of: Ended.self) { group in
            for task in progress.start() { group.addTask { try await run(task) } }
            while let end = try await group.next() {
                ended.append(end)
                progress.end(end.task, succeeded: end.result.status == .succeeded)
                if progress.isGivenUp { stopRunning(progress) }
                for task in progress.start() { group.addTask { try await run(task) } }
            }
        }
        return (ended, progress.hasFailed)
    }

    /// What is to be known of its builds.
    var groups: [BatchRecord.Group] {
        batch.tasks.map {
            .init(
                identifier: $0.identifier, dependsOn: $0.dependsOn, ignoresFailure: $0.ignoresFailure,
                build: identity(of: $0).id)
        }
    }

    private func run(_ task: Batch.Task) async throws -> Ended {
        switch try await host.run(order(of: task), context.buildSurroundings) {
        case .result(let result): return Ended(task: task, result: result)
        // Those of a batch wait for their place.
        case .queueFull: throw CancellationError()
        }
    }

    private func stopRunning(_ progress: BatchProgress) {
        for task in batch.tasks where progress.states[task.identifier] == .running {
            host.stop(host.directory(of: identity(of: task)))
        }
    }

    func identity(of task: Batch.Task) -> BuildIdentity {
        BuildIdentity(
            plan: order.plan, uuid: UUID.derived(from: order.identity.uuid, task.identifier), pipeline: nil,
            settings: context.settings)
    }

    private func order(of task: Batch.Task) -> BuildOrder {
        var order = order
        order.identity = identity(of: task)
        order.plan.buildspec = task.buildspec ?? order.plan.buildspec
        // As CodeBuild has it, those of the action still win.
        order.plan.projectVariables += task.variables.map { .init(name: $0.name, value: $0.value) }
        order.outputs = outputs(of: task)
        order.batch = BuildOrder.Membership(identifier: task.identifier, arn: self.order.identity.batchARN)
        order.isPatient = true
        return order
    }

    /// Combined, every build gives what it has to the one output. Else an output is named for its build, and for one of the
    /// secondary artifacts `<build>_<identifier>`.
    private func outputs(of task: Batch.Task) -> [BuildRequest.OutputArtifact] {
        if combinesArtifacts { return order.outputs.map { .init(name: $0.name, entry: .main) } }
        return order.outputs.compactMap { output in
            if output.name == task.identifier { return .init(name: output.name, entry: .main) }
            let prefix = task.identifier + "_"
            guard output.name.hasPrefix(prefix) else { return nil }
            return .init(name: output.name, entry: .secondary(String(output.name.dropFirst(prefix.count))))
        }
    }
}

extension UUID {
    /// The same UUID for the same text under the same UUID, and another for any other.
    static func derived(from uuid: String, _ text: String) -> String {
        let halves = [0xcbf2_9ce4_8422_2325, 0x84222325_cbf29ce4].map { (seed: UInt64) in
            var hash = StableHash(seed: seed)
            hash.add("\(uuid)/\(text)".utf8)
            return String(repeating: "0", count: 16 - hash.text.count) + hash.text
        }
        let digits = halves.joined()
        let parts = [8, 4, 4, 4, 12].reduce(into: (rest: digits[...], parts: [Substring]())) { state, length in
            state.parts.append(state.rest.prefix(length))
            state.rest = state.rest.dropFirst(length)
        }
        return parts.parts.joined(separator: "-")
    }
}
