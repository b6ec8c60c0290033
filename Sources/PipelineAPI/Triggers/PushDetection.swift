/// Which pushes to its repository mean a source action.
public enum PushDetection: Sendable, Hashable {
    /// Those that one of its trigger's filters accepts.
    case filters([GitPushFilter])
    /// Those to its branch, as `DetectChanges` or `PollForSourceChanges` has it; `nil` where that is left to a default.
    case branch(isWanted: Bool?)
}

extension [PipelineTriggerDeclaration] {
    /// A trigger switches the plain detection of its source action off ("Automate starting pipelines using triggers and
    /// filtering" in CodePipeline's guide); one without a filter means the branch.
    public func pushDetection(of action: ActionName, _ source: GitSourceConfiguration) -> PushDetection {
        let triggers = map(\.gitConfiguration).filter { $0.sourceActionName == action }
        if triggers.isEmpty { return .branch(isWanted: source.detectsChanges) }
        if triggers.contains(where: { $0.push == nil && $0.pullRequest == nil }) { return .branch(isWanted: true) }
        return .filters(triggers.flatMap { $0.push ?? [] })
    }
}

extension [GitPushFilter] {
    /// Whether one of the filters accepts the push. `paths` is asked only where that decides.
    public func accept(
        _ reference: GitPush.Reference, paths: () async throws -> [String]
    ) async rethrows -> Bool {
        let open = filter { $0.acceptsReference(reference) }
        if open.isEmpty { return false }
        if open.contains(where: { $0.filePaths == nil }) { return true }
        let push = GitPush(reference, paths: try await paths())
        return open.contains { $0.accepts(push) }
    }

    /// Whether a push to the branch or of the tag may be accepted, depending on its paths.
    public func mayAccept(_ reference: GitPush.Reference) -> Bool {
        contains { $0.acceptsReference(reference) }
    }
}
