import PipelineAPI

/// An image in a repository (ECR API, DescribeImages).
public struct ECRImage: Decodable, Sendable, Hashable {
    public var imageDigest: String?
    public var imageTags: [String]?
    public var imageSizeInBytes: Int?
}

extension ECRClient {
    /// The image of a tag.
    ///
    /// - Returns: `nil` if there is none; emulators answer an empty list where AWS answers ImageNotFoundException.
    public func describeImage(repository: String, tag: String) async throws -> ECRImage? {
        struct ImageID: Encodable { var imageTag: String }
        struct Input: Encodable {
            var repositoryName: String
            var imageIds: [ImageID]
        }
        struct Output: Decodable { var imageDetails: [ECRImage]? }
        do {
            let input = Input(repositoryName: repository, imageIds: [ImageID(imageTag: tag)])
            let output: Output = try await call("DescribeImages", input)
            return output.imageDetails?.first
        } catch ClientError.service(let error) where error.code == "ImageNotFoundException" {
            return nil
        }
    }
}
