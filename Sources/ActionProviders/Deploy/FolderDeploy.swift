public import Foundation
public import PipelineAPI
public import PipelineCore
public import PipelineEngine

/// Deploy/S3: puts an artifact's files into the folder that stands for a bucket. As with S3, what is there and not in the
/// artifact stays.
public struct FolderDeploy: ActionProvider {
    /// Holds the folders of buckets that the settings do not place elsewhere.
    private let buckets: URL
    /// Holds trees on their way, on the same volume as `buckets`.
    private let drafts: URL
    private let now: @Sendable () -> Date

    public init(buckets: URL, drafts: URL, now: @escaping @Sendable () -> Date = { Date() }) {
        self.buckets = buckets
        self.drafts = drafts
        self.now = now
    }

    public let actionTypes = [ActionTypeID(category: .deploy, owner: .aws, provider: "S3")]

    public func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        let configuration = start.action.configuration ?? [:]
        guard let bucket = configuration["BucketName"], !bucket.contains("/"), bucket != "..", bucket != "." else {
            return .misconfigured("Action '\(start.action.name)' names no bucket")
        }
        guard configuration["Extract"] == "true" else {
            return .misconfigured(
                "The embedded engine deploys the files of an artifact, not an archive of them: set Extract to true in "
                    + "action '\(start.action.name)'")
        }
        guard let location = start.run.inputArtifacts.first?.s3location,
            let prefix = prefix(configuration["ObjectKey"] ?? "", start)
        else { return .misconfigured("The ObjectKey of action '\(start.action.name)' leads out of its bucket") }
        let folder =
            context.settings.buckets[bucket].map { URL(filePath: $0, directoryHint: .isDirectory) }
            ?? buckets.appending(path: bucket, directoryHint: .isDirectory)
        do {
            try deploy(location, to: prefix.reduce(folder) { $0.appending(path: $1) }, context)
        } catch {
            return .failed(ErrorDetails(code: "JobFailed", message: "\(error)"), ActionResult())
        }
        let id = ([bucket] + prefix).joined(separator: "/")
        return .succeeded(ActionResult(externalExecutionID: id, summary: "Deployment Succeeded"))
    }

    /// The folders that the key names, with `{datetime}` and `{uuid}` filled in; `nil` if they lead elsewhere.
    private func prefix(_ key: String, _ start: ActionStart) -> [String]? {
        let style = Date.ISO8601FormatStyle(dateSeparator: .dash, dateTimeSeparator: .space, timeSeparator: .omitted)
        let time = now().formatted(style.year().month().day().time(includingFractionalSeconds: false))
        let digits = time.suffix(6)
        let datetime = "\(time.prefix(10))_\(digits.prefix(2))-\(digits.dropFirst(2).prefix(2))-\(digits.suffix(2))"
        let parts = key.replacing("{datetime}", with: datetime).replacing("{uuid}", with: start.run.id.rawValue)
            .split(separator: "/").map(String.init)
        return parts.contains("..") || parts.contains(".") ? nil : parts
    }

    /// A link that an earlier artifact left may lead out of the bucket; nothing is written through it.
    private static func refuseLinks(above path: String, in folder: URL) throws {
        var place = folder
        for component in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
            place.append(path: String(component))
            var status = stat()
            if lstat(place.path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
                throw Obstacle(place: place.path)
            }
        }
    }

    private struct Obstacle: Error, CustomStringConvertible {
        let place: String
        var description: String { "\(place) is a link where the artifact has a folder; remove it, then retry" }
    }

    /// Each file takes its place whole.
    private func deploy(_ location: S3Location, to folder: URL, _ context: ActionContext) throws {
        let files = FileManager.default
        let draft = drafts.appending(path: UUID().uuidString, directoryHint: .isDirectory)
        defer { try? files.removeItem(at: draft) }
        try context.artifacts.copy(location, to: draft)
        for path in try files.subpathsOfDirectory(atPath: draft.path) {
            let (source, target) = (draft.appending(path: path), folder.appending(path: path))
            var isDirectory: ObjCBool = false
            let isLink = (try? files.destinationOfSymbolicLink(atPath: source.path)) != nil
            try Self.refuseLinks(above: path, in: folder)
            if !isLink, files.fileExists(atPath: source.path, isDirectory: &isDirectory), isDirectory.boolValue {
                try Self.refuseLinks(above: path + "/", in: folder)
                try files.createDirectory(at: target, withIntermediateDirectories: true)
                continue
            }
            try files.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            // Beside its place first: the bucket may be on another volume.
            let new = target.deletingLastPathComponent().appending(path: ".\(UUID().uuidString)")
            try files.copyItem(at: source, to: new)
            guard rename(new.path, target.path) == 0 else {
                let reason = String(cString: strerror(errno))
                try? files.removeItem(at: new)
                throw CocoaError(.fileWriteUnknown, userInfo: [NSLocalizedDescriptionKey: "\(target.path): \(reason)"])
            }
        }
    }
}
