import AWS
import Git
import PipelineAPI

/// A decision on an approval: which one waits, for which commit, and who stands behind it.
struct Decision {
    let context: CommandContext
    let consent: ConsentOptions
    let output: OutputOptions
    let action: ActionArgument?
    let comment: String

    private struct Waiting {
        var stage: StageState
        var action: ActionName
        var token: String
        /// The pipeline's own at this moment.
        var version: Int?

        var path: String { "\(stage.stageName ?? "")/\(action)" }

        /// Whether the execution has begun before the pipeline's last update, which cancels it once its actions have ended.
        func isOutdated(_ snapshot: ExecutionSnapshot) -> Bool {
            guard let version, let own = snapshot.execution.pipelineVersion else { return false }
            return own < version
        }
    }

    func decide(_ status: ApprovalStatus) async throws {
        let pipeline = try context.pipelineName()
        let client = try await context.client()
        let waiting = try await waiting(pipeline, client)
        guard let stage = waiting.stage.stageName, let execution = waiting.stage.latestExecution?.pipelineExecutionId
        else { throw CommandFailure.failed("Nothing waits for approval.") }
        let snapshot = try await ExecutionSnapshot.take(client, pipeline, execution)
        context.console.note(await description(waiting, snapshot))
        for line in request(waiting, snapshot) { context.console.note("  \(line)") }
        if status == .approved, waiting.isOutdated(snapshot) {
            let text = "The pipeline has been updated since: whatever you answer, this execution is cancelled after it."
            context.console.note(context.console.style.paint(text, .yellow))
        }
        try await context.confirm(
            "\(status == .approved ? "Approve" : "Reject") \(waiting.path)?", consent: consent)
        context.keepNewsBack?()
        let answer = try await client(
            PutApprovalResult.self,
            .init(
                pipelineName: pipeline, stageName: stage, actionName: waiting.action,
                result: ApprovalResult(summary: comment, status: status), token: waiting.token))
        if context.isJSON(output) {
            return try context.console.show(json: answer, encoder: WireFormat.encoder(pretty: true))
        }
        context.console.show("\(status.rawValue.lowercased()) \(waiting.path): \(snapshot.commitLabel)")
        context.followInBackground?(client, pipeline, execution, snapshot)
    }

    private func waiting(_ pipeline: PipelineName, _ client: ServiceClient) async throws -> Waiting {
        let answer = try await client.stages(of: pipeline)
        let stages = answer.stageStates ?? []
        let all = stages.flatMap { stage in
            (stage.actionStates ?? []).compactMap { state in
                guard let name = state.actionName, let token = state.latestExecution?.token else { return nil }
                return Waiting(stage: stage, action: name, token: token, version: answer.pipelineVersion)
            } as [Waiting]
        }
        if let action {
            let (stage, name) = try action.find(in: stages)
            guard let found = all.first(where: { $0.stage.stageName == stage.stageName && $0.action == name }) else {
                throw CommandFailure.failed("\(stage.stageName ?? "")/\(name) does not wait for approval.")
            }
            return found
        }
        if all.count > 1 {
            throw CommandFailure.usage(
                "several approvals wait: \(all.map(\.path).joined(separator: ", "))", hint: "Name one of them.")
        }
        guard let only = all.first else { throw CommandFailure.failed("Nothing waits for approval.") }
        return only
    }

    /// What the pipeline's author wants looked at.
    private func request(_ waiting: Waiting, _ snapshot: ExecutionSnapshot) -> [String] {
        let run = waiting.stage.stageName.flatMap { stage in
            snapshot.runs.latest(of: stage).first { $0.actionName == waiting.action }
        }
        let configuration = run?.input?.resolvedConfiguration ?? run?.input?.configuration ?? [:]
        return ["CustomData", "ExternalEntityLink"].compactMap { configuration[$0] }.map(Untrusted.line)
    }

    /// Whoever approves releases the execution that waits, which may not be the newest.
    private func description(_ waiting: Waiting, _ snapshot: ExecutionSnapshot) async -> String {
        var text = "\(waiting.path) waits with \(snapshot.commitLabel)"
        if let id = snapshot.revision?.revisionId.flatMap({ CommitID(rawValue: $0) }),
            let commit = try? await context.repository().commit(id)
        {
            text += " by \(Untrusted.line(commit.authorName)), \(Elapsed.age(commit.date, now: context.now()))"
        }
        let newer = waiting.stage.inboundExecutions?.count ?? 0
        if newer > 0 {
            text += " · \(newer) newer execution\(newer == 1 ? "" : "s") wait\(newer == 1 ? "s" : "") behind it"
        }
        return text
    }
}
