import Foundation
public import PipelineAPI
public import PipelineCore
public import PipelineEngine

/// Deploy/S3: puts an artifact, or the files in it, into the folder that stands for a bucket. As with S3, what is there and
/// not in the artifact stays.
public struct S3Deploy: ActionProvider {
    private let buckets: Buckets

    public init(buckets: Buckets) {
        self.buckets = buckets
    }

    public let actionTypes = [ActionTypeID(category: .deploy, owner: .aws, provider: "S3")]

    public func entityURL(of action: ActionDeclaration, in surroundings: ActionSurroundings) -> String? {
        buckets.link(to: action.configuration?["BucketName"], surroundings.settings)
    }

    public func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        let (configuration, name) = (start.action.configuration ?? [:], start.action.name)
        guard let bucket = configuration["BucketName"], let folder = buckets.folder(of: bucket, context.settings) else {
            return .misconfigured("Action '\(name)' names no bucket")
        }
        let isExtracted = configuration["Extract"] == "true"
        guard let key = key(configuration["ObjectKey"] ?? "", start) else {
            return .misconfigured("The ObjectKey of action '\(name)' leads out of its bucket")
        }
        guard isExtracted || !key.isEmpty else {
            return .misconfigured("Action '\(name)' needs an ObjectKey: with Extract false the artifact is one object")
        }
        guard let location = start.run.inputArtifacts.first?.s3location else {
            return .misconfigured("Action '\(name)' has no input artifact")
        }
        if let artifact = try? context.artifacts.url(of: location), CloneReference(in: artifact) != nil {
            return .misconfigured(
                "Action '\(name)' cannot deploy an artifact of the format CODEBUILD_CLONE_REF: it holds no files, and "
                    + "only builds can clone them; let the source make a CODE_ZIP")
        }
        do {
            try await offPool {
                let mark = start.run.id.rawValue
                if isExtracted {
                    try buckets.putFiles(at: key, in: folder, mark: mark) {
                        try context.artifacts.unpack(location, into: $0)
                    }
                } else {
                    try buckets.put(context.artifacts.url(of: location), at: key, in: folder, mark: mark)
                }
            }
        } catch {
            return .failed(ErrorDetails(code: "JobFailed", message: "\(error)"), ActionResult())
        }
        let id = ([bucket] + key).joined(separator: "/")
        return .succeeded(ActionResult(externalExecutionID: id, summary: "Deployment Succeeded"))
    }

    /// The parts of the key, with `{datetime}` and `{uuid}` filled in; `nil` if they lead elsewhere.
    private func key(_ key: String, _ start: ActionStart) -> [String]? {
        let style = Date.ISO8601FormatStyle(dateSeparator: .dash, dateTimeSeparator: .space, timeSeparator: .omitted)
        let time = start.run.startTime.formatted(style.year().month().day().time(includingFractionalSeconds: false))
        let digits = time.suffix(6)
        let datetime = "\(time.prefix(10))_\(digits.prefix(2))-\(digits.dropFirst(2).prefix(2))-\(digits.suffix(2))"
        return Buckets.parts(
            ofKey: key.replacing("{datetime}", with: datetime).replacing("{uuid}", with: start.run.id.rawValue))
    }
}
