import Foundation
import PipelineAPI
import PipelineCore
import PipelineEngine
import Runner

/// A build that is to run: what, from which sources, under which names, for whom.
struct BuildOrder: Sendable {
    var plan: BuildPlan
    var identity: BuildIdentity
    /// The primary source first. None means an empty directory.
    var sources: [Source] = []
    var outputs: [BuildRequest.OutputArtifact] = []
    /// Where outputs go that no pipeline takes.
    var deliveries: [Delivery] = []
    /// `codepipeline/<pipeline>`, or a user's name.
    var initiator: String
    /// What it is a part of; `nil` for a build that no pipeline has started.
    var execution: Execution?
    var resolvedSourceVersion: String?
    /// The address of the repository, where a build gets its source from one by itself.
    var repositoryURL: String?
    /// Which build of which batch it is.
    var batch: Membership?
    /// When it was asked for.
    let submitted = Date()
    /// A build that is part of a larger whole waits for its place however many do.
    var isPatient = false

    /// A place in a batch.
    struct Membership: Sendable {
        var identifier: String
        var arn: String
    }

    /// An execution of a pipeline.
    struct Execution: Sendable {
        var pipeline: PipelineName
        var id: ExecutionID
    }

    /// Where a source comes from.
    struct Source: Sendable {
        var name: ArtifactName
        var place: Place
        /// `CODEBUILD_SOURCE_VERSION`, with `_<name>` behind it for all but the primary one.
        var version: String?
    }

    enum Place: Sendable {
        /// The zip archive of an artifact, or the reference to a repository in its place.
        case artifact(URL)
        case clone(CloneReference)
        /// Copied.
        case folder(URL)
        /// An empty folder.
        case nothing
    }
}

extension BuildOrder {
    /// The build of an action.
    init(_ plan: BuildPlan, _ start: ActionStart, in context: ActionContext) throws {
        let names = start.run.inputArtifacts.compactMap(\.name)
        let primary = plan.primarySource ?? names.first
        let inputs = start.run.inputArtifacts.sorted { one, other in one.name == primary && other.name != primary }
        self.init(
            plan: plan,
            identity: BuildIdentity(
                plan: plan, uuid: start.run.id.rawValue, pipeline: start.pipeline, settings: context.settings),
            sources: try inputs.compactMap { input in
                guard let name = input.name, let location = input.s3location else { return nil }
                return Source(
                    name: name, place: .artifact(try context.artifacts.url(of: location)),
                    version: location.arn)
            },
            outputs: (start.action.outputArtifacts ?? []).map { output in
                let location = context.artifacts.location(
                    bucket: start.artifactBucket, pipeline: start.pipeline, artifact: output.name, run: start.run.id)
                return .init(name: output.name.rawValue, files: output.files, location: location.arn)
            },
            initiator: "codepipeline/\(start.pipeline)",
            execution: Execution(pipeline: start.pipeline, id: start.run.execution))
        let revision = start.artifactRevisions.first { $0.name == primary } ?? start.artifactRevisions.first
        resolvedSourceVersion = revision?.revisionId
        // What a preflight is to find out, no queue can tell.
        isPatient = start.pipeline.isPreflight
    }
}

/// What a build needs of the engine.
struct BuildSurroundings: Sendable {
    var settings: EngineSettings
    var nextBuildNumber: @Sendable (_ project: String) async -> Int
}

extension ActionContext {
    var buildSurroundings: BuildSurroundings {
        BuildSurroundings(settings: settings, nextBuildNumber: nextBuildNumber)
    }
}

extension S3Location {
    fileprivate var arn: String { "arn:aws:s3:::\(bucket ?? "")/\(key ?? "")" }
}
