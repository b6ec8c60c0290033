import PipelineAPI

/// A repository of images (ECR API, DescribeRepositories).
public struct ECRRepository: Decodable, Sendable, Hashable {
    public var repositoryArn: String?
    public var repositoryName: String
    public var repositoryUri: String?
}

extension ECRClient {
    /// - Returns: `nil` if there is no repository of that name.
    public func describeRepository(_ name: String) async throws -> ECRRepository? {
        struct Input: Encodable { var repositoryNames: [String] }
        struct Output: Decodable { var repositories: [ECRRepository]? }
        do {
            let output: Output = try await call("DescribeRepositories", Input(repositoryNames: [name]))
            return output.repositories?.first
        } catch ClientError.service(let error) where error.code == "RepositoryNotFoundException" {
            return nil
        }
    }
}
