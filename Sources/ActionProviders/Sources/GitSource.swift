public import Foundation
import Git
public import PipelineAPI
public import PipelineCore
public import PipelineEngine

/// Source actions that mean a git repository: CodeStarSourceConnection, GitHub (version 1) and CodeCommit.
///
/// The remote is the one that the user's checkout registered for the repository. The engine keeps a bare mirror of it
/// and exports the tree of the commit.
public struct GitSource: ActionProvider {
    let mirrors: GitMirrors
    /// Holds trees on their way into the artifact store, on the same volume as it.
    let drafts: URL

    public init(mirrors: GitMirrors, drafts: URL) {
        self.mirrors = mirrors
        self.drafts = drafts
    }

    public let actionTypes = [
        ActionTypeID(category: .source, owner: .aws, provider: "CodeStarSourceConnection"),
        ActionTypeID(category: .source, owner: .thirdParty, provider: "GitHub"),
        ActionTypeID(category: .source, owner: .aws, provider: "CodeCommit"),
    ]

    public func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        guard var wanted = GitSourceConfiguration(start.action) else {
            return .misconfigured("Source action '\(start.action.name)' names no repository and branch")
        }
        guard let remote = await context.remoteURL(wanted.repository) else {
            return .misconfigured(
                "The engine does not know where the repository '\(wanted.repository)' is. Run `deploy` in a checkout "
                    + "of it, whose remote it then uses, or name it in the settings: "
                    + #""repositories": {"\#(wanted.repository)": "URL"}"#)
        }
        if let branch = start.push?.branchName { wanted.branch = branch }
        do {
            return .succeeded(try await fetch(wanted, from: remote, start, context))
        } catch {
            return Task.isCancelled ? nil : .failed(wanted.errorDetails(error), ActionResult())
        }
    }

    public func entityURL(of action: ActionDeclaration, in surroundings: ActionSurroundings) -> String? {
        guard let wanted = GitSourceConfiguration(action) else { return nil }
        return wanted.link ?? surroundings.remoteURL(wanted.repository).flatMap { try? RemoteURL($0).link }
    }

    private func fetch(
        _ wanted: GitSourceConfiguration, from remote: String, _ start: ActionStart, _ context: ActionContext
    ) async throws -> ActionResult {
        let mirror = try mirrors.mirror(of: remote)
        let id = try await revision(wanted, in: mirror, start)
        let commit = try await mirror.commitInfo(id)
        var result = ActionResult(
            externalExecutionID: id.rawValue, summary: commit.message,
            outputVariables: wanted.outputVariables(of: commit, from: mirror.remote))
        result.outputVariables["TagName"] = start.push?.tagName
        result.outputVariables["ConnectionArn"] = start.action.configuration?["ConnectionArn"]
        let link = wanted.link(to: id, at: mirror.remote)
        result.externalExecutionURL = link
        result.revision = SourceRevision(
            actionName: start.action.name, revisionId: id.rawValue, revisionSummary: commit.revisionSummary,
            revisionUrl: link)
        for output in start.action.outputArtifacts ?? [] {
            result.outputArtifacts[output.name] = try await export(
                commit, wanted, of: mirror, as: output.name, start, context)
        }
        return result
    }

    /// The commit asked for, else the newest of the branch; either is in the mirror afterwards.
    private func revision(
        _ wanted: GitSourceConfiguration, in mirror: Mirror, _ start: ActionStart
    ) async throws -> CommitID {
        guard let override = start.revisionOverride, override.revisionType == .commitID else {
            return try await mirror.fetch(branch: wanted.branch)
        }
        guard let id = CommitID(rawValue: override.revisionValue) else {
            throw GitError.unknownRevision(override.revisionValue)
        }
        try await mirror.ensure(id, branch: wanted.branch)
        return id
    }

    private func export(
        _ commit: Commit, _ wanted: GitSourceConfiguration, of mirror: Mirror, as artifact: ArtifactName,
        _ start: ActionStart, _ context: ActionContext
    ) async throws -> S3Location {
        let location = context.artifacts.location(
            bucket: start.artifactBucket, pipeline: start.pipeline, artifact: artifact, run: start.run.id)
        // Left by an engine that was killed before anyone heard of it: the branch may have moved since.
        try context.artifacts.remove(location)
        let draft = drafts.appending(path: UUID().uuidString, directoryHint: .isDirectory)
        defer { try? FileManager.default.removeItem(at: draft) }
        try FileManager.default.createDirectory(
            at: draft.deletingLastPathComponent(), withIntermediateDirectories: true)
        if wanted.wantsClone {
            let reference = CloneReference(
                remote: mirror.remote.withoutCredentials, branch: wanted.branch, commit: commit.id.rawValue)
            try JSONEncoder().encode(reference).write(to: draft)
            try context.artifacts.keep(draft, at: location)
        } else {
            try await mirror.export(commit.id, to: draft)
            // As `git archive` has it: the same commit makes the same archive, which is kept once.
            try await offPool {
                try context.artifacts.keep(contentsOf: draft, at: location, modified: commit.committerDate)
            }
        }
        return location
    }
}
