import AWS
import CloudFormation
import Dispatch
import Foundation
import Glibc
import PipelineAPI
import SystemPackage
import Zip

/// Files, which go to a bucket.
extension AssetPublisher {
    /// 1980-01-01, the first time that a zip file can tell: the same files make the same archive.
    static let zipTime: Int64 = 315_532_800

    func zip(_ folder: AssemblyPath, into archive: AssemblyPath) async throws {
        let file = try directory.url(of: archive)
        guard !FileManager.default.fileExists(atPath: file.path) else { return }
        let source = try FilePath(directory.url(of: folder).path)
        // Packing waits for the disk and for the processor: not on a thread that Swift's tasks share.
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try Self.pack(source, into: file) })
            }
        }
    }

    /// Complete, or not there at all.
    private static func pack(_ source: FilePath, into file: URL) throws {
        let place = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let draft = place.appending(path: ".\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: draft) }
        try ZipWriter.pack(source, into: FilePath(draft.path), modified: zipTime)
        guard rename(draft.path, file.path) == 0 else {
            throw StackError.assetFailed(source.string, reason: String(cString: strerror(errno)))
        }
    }

    func upload(
        _ source: PublishingStep.Source, _ made: String?, to destination: FileAsset.Destination,
        report: @escaping @Sendable (String) -> Void
    ) async throws {
        let file: URL
        switch source {
        case .file(let path): file = try directory.url(of: path)
        case .made:
            guard let made, !made.isEmpty else { throw AssetProgram.Failure(reason: "its command printed no path") }
            file = URL(filePath: made, relativeTo: try directory.url(of: .root)).absoluteURL
        }
        let options = S3ObjectOptions(
            fileNamed: source == .made ? "made.zip" : file.lastPathComponent,
            encryption: try await encryption(of: destination))
        let progress = UploadProgress(of: file, report: report)
        try await s3(destination).upload(
            file, as: destination.objectKey, in: destination.bucketName, options: options
        ) { progress.add($0) }
    }

    private func s3(_ destination: FileAsset.Destination) async throws -> S3Client {
        try await sessions.session(of: destination.role, in: place(destination.region)).s3()
    }

    /// Asked once for each bucket.
    private func encryption(of destination: FileAsset.Destination) async throws -> S3BucketEncryption? {
        let bucket = destination.bucketName
        let task =
            encryptions[bucket]
            ?? Task { try await s3(destination).usualEncryption(of: bucket) }
        encryptions[bucket] = task
        return try await task.value
    }

    /// Asks for a list: that an object is not there may be remembered for a while where one asks for itself.
    func isThere(_ destination: FileAsset.Destination) async throws -> Bool {
        do {
            let objects = try await s3(destination).listObjects(
                in: destination.bucketName, prefix: destination.objectKey, limit: 1,
                owner: checksOwner ? target.account : nil)
            return objects.contains {
                PublishedObject(key: $0.key, sizeInBytes: $0.size ?? 0).completes(destination.objectKey)
            }
        } catch ClientError.service(let error) where error.code == "NoSuchBucket" {
            throw StackError.noBucket(destination.bucketName, account: target.account)
        } catch ClientError.service(let error) where checksOwner && error.status == 403 {
            throw StackError.foreignBucket(destination.bucketName, account: target.account)
        }
    }
}
