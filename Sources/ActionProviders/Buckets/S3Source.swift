import Foundation
public import PipelineAPI
public import PipelineCore
public import PipelineEngine

/// Source/S3: an archive, or a folder, in the folder that stands for a bucket.
///
/// Its revision is the content itself, by its hash: a folder keeps no versions.
public struct S3Source: ActionProvider {
    private let buckets: Buckets

    public init(buckets: Buckets) {
        self.buckets = buckets
    }

    public let actionTypes = [ActionTypeID(category: .source, owner: .aws, provider: "S3")]

    public func entityURL(of action: ActionDeclaration, in surroundings: ActionSurroundings) -> String? {
        buckets.link(to: action.configuration?["S3Bucket"], surroundings.settings)
    }

    public func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        let (configuration, name) = (start.action.configuration ?? [:], start.action.name)
        guard let bucket = configuration["S3Bucket"], let folder = buckets.folder(of: bucket, context.settings) else {
            return .misconfigured("Action '\(name)' names no bucket")
        }
        let override = start.revisionOverride.flatMap { $0.revisionType == .s3ObjectKey ? $0.revisionValue : nil }
        let key = override ?? configuration["S3ObjectKey"] ?? ""
        guard let parts = Buckets.parts(ofKey: key), !parts.isEmpty else {
            return .misconfigured("The S3ObjectKey of action '\(name)' leads out of its bucket")
        }
        let object = parts.reduce(folder) { $0.appending(path: $1) }
        guard FileManager.default.fileExists(atPath: object.path) else {
            return .failed(
                ErrorDetails(
                    code: "RevisionUnavailable",
                    message:
                        "The object with key '\(key)' does not exist in the bucket '\(bucket)', which is the folder "
                        + folder.path),
                ActionResult())
        }
        do {
            let result = try await offPool { try take(object, bucket: bucket, key: key, start, context) }
            return Self.isWanted(result, start) ? .succeeded(result) : Self.unavailable(key, bucket, start)
        } catch {
            return .failed(ErrorDetails(code: "JobFailed", message: "\(error)"), ActionResult())
        }
    }

    /// Whether it is the version that was asked for, if one was.
    private static func isWanted(_ result: ActionResult, _ start: ActionStart) -> Bool {
        start.objectVersion.map { $0 == result.externalExecutionID } ?? true
    }

    private static func unavailable(_ key: String, _ bucket: String, _ start: ActionStart) -> ActionOutcome {
        .failed(
            ErrorDetails(
                code: "RevisionUnavailable",
                message: "The object with key '\(key)' in the bucket '\(bucket)' has no version "
                    + "'\(start.objectVersion ?? "")': a folder keeps only the newest"),
            ActionResult())
    }

    private func take(
        _ object: URL, bucket: String, key: String, _ start: ActionStart, _ context: ActionContext
    ) throws -> ActionResult {
        var result = ActionResult(externalExecutionID: key, summary: "\(bucket)/\(key)")
        for output in start.action.outputArtifacts ?? [] {
            let location = context.artifacts.location(
                bucket: start.artifactBucket, pipeline: start.pipeline, artifact: output.name, run: start.run.id)
            try context.artifacts.remove(location)
            try keep(object, at: location, context.artifacts)
            result.outputArtifacts[output.name] = location
            let version = try context.artifacts.contentHash(at: location)
            result.externalExecutionID = version
            result.outputVariables = ["BucketName": bucket, "ETag": version, "ObjectKey": key, "VersionId": version]
            result.summary = "Amazon S3 version id: \(version)"
            result.revision = SourceRevision(
                actionName: start.action.name, revisionId: version, revisionSummary: result.summary, revisionUrl: nil)
        }
        return result
    }

    private func keep(_ object: URL, at location: S3Location, _ artifacts: ArtifactFolder) throws {
        let draft = try buckets.draft(of: object)
        defer { try? FileManager.default.removeItem(at: draft) }
        try artifacts.keep(draft, at: location)
    }
}

extension Buckets {
    /// A copy of an object as it becomes an artifact: a file as it is, of a folder an archive.
    func draft(of object: URL) throws -> URL {
        let (object, draft) = (object.resolvingSymlinksInPath(), try newDraft())
        var isDirectory: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: object.path, isDirectory: &isDirectory)
        if isDirectory.boolValue {
            try ArtifactFolder.pack(object, into: draft)
        } else {
            try FileManager.default.copyItem(at: object, to: draft)
        }
        return draft
    }
}
