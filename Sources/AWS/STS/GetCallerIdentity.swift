import PipelineAPI

/// Whose credentials these are (STS API, GetCallerIdentity).
public enum GetCallerIdentity: STSOperation {
    struct Input: Encodable, Sendable {}

    public struct Output: Decodable, Sendable, Hashable {
        public var account: String
        public var arn: String
        public var userId: String?

        /// `aws`, `aws-cn`, …, as the ARN has it.
        public var partition: String {
            let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
            return parts.count > 1 ? String(parts[1]) : "aws"
        }
    }
}

extension STSClient {
    public func getCallerIdentity() async throws -> GetCallerIdentity.Output {
        try await connection.query(GetCallerIdentity.self, .init())
    }
}
