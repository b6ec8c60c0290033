/// A client of AWS CodeConnections, which was called CodeStar Connections before (API versions 2023-12-01, 2019-12-01).
public struct CodeConnectionsClient: Sendable {
    let session: AWSSession

    public init(_ session: AWSSession) { self.session = session }

    /// Either name's service knows only connections whose ARNs have that name.
    func call<Output: Decodable>(_ operation: String, arn: String, _ input: some Encodable) async throws -> Output {
        let isOld = arn.split(separator: ":").dropFirst(2).first == "codestar-connections"
        let prefix =
            isOld
            ? "com.amazonaws.codestar.connections.CodeStar_connections_20191201"
            : "com.amazonaws.codeconnections.CodeConnections_20231201"
        return try await session.connection(to: isOld ? .codeStarConnections : .codeConnections)
            .json(target: "\(prefix).\(operation)", version: "1.0", capitalized: true, input)
    }
}
