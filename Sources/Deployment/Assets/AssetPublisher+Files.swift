import AWS
import CloudFormation
import Foundation
import PipelineAPI

/// Files, which go to a bucket.
extension AssetPublisher {
    func upload(
        _ source: PublishingStep.Source, _ made: String?, to destination: FileAsset.Destination,
        report: @escaping @Sendable (String) -> Void
    ) async throws {
        let file = try workshop.file(source, made)
        // What a command makes counts as an archive, whatever it is called.
        let name = if case .made = source { "made.zip" } else { file.lastPathComponent }
        let options = S3ObjectOptions(
            fileNamed: name,
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
            throw StackError.noBucket(destination.bucketName, in: place(destination.region))
        } catch ClientError.service(let error) where checksOwner && error.status == 403 {
            throw StackError.foreignBucket(destination.bucketName, account: target.account)
        }
    }
}
