import PipelineAPI

/// A connection to GitHub, GitLab or Bitbucket (CodeConnections API, GetConnection).
public struct CodeConnection: Decodable, Sendable, Hashable {
    public var connectionName: String?
    public var connectionArn: String?
    public var providerType: String?
    /// `AVAILABLE`; `PENDING` until somebody has finished the handshake in the console; `ERROR`.
    public var connectionStatus: String?
}

extension CodeConnectionsClient {
    /// - Returns: `nil` if there is no such connection.
    public func getConnection(_ arn: String) async throws -> CodeConnection? {
        struct Input: Encodable { var connectionArn: String }
        struct Output: Decodable { var connection: CodeConnection? }
        do {
            let output: Output = try await call("GetConnection", arn: arn, Input(connectionArn: arn))
            return output.connection
        } catch ClientError.service(let error) where error.code == "ResourceNotFoundException" {
            return nil
        }
    }
}
