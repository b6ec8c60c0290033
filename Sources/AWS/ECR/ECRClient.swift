/// A client of Amazon Elastic Container Registry (API version 2015-09-21).
public struct ECRClient: Sendable {
    let connection: ServiceConnection

    public init(_ connection: ServiceConnection) { self.connection = connection }

    func call<Output: Decodable>(_ operation: String, _ input: some Encodable) async throws -> Output {
        try await connection.json(
            target: "AmazonEC2ContainerRegistry_V20150921.\(operation)", capitalized: false, input)
    }
}
