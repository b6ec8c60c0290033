import PipelineAPI

/// A client of AWS Key Management Service (API version 2014-11-01), as far as apps look things up there.
public struct KMSClient: Sendable {
    let connection: ServiceConnection

    public init(_ connection: ServiceConnection) { self.connection = connection }

    /// The id of the key that an alias stands for; `nil` if there is no such alias, or it stands for none.
    ///
    /// - Parameter alias: with its `alias/`.
    public func key(named alias: String) async throws -> String? {
        struct Input: Encodable { var marker: String? }
        struct Alias: Decodable {
            var aliasName: String?
            var targetKeyId: String?
        }
        struct Output: Decodable {
            var aliases: [Alias]?
            var nextMarker: String?
        }
        let aliases = try await allPages { marker in
            let output: Output = try await connection.json(
                target: "TrentService.ListAliases", capitalized: true, Input(marker: marker))
            return (output.aliases ?? [], output.nextMarker)
        }
        return aliases.first { $0.aliasName == alias }?.targetKeyId
    }
}
