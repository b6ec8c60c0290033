/// What stacks export for others to import (CloudFormation API, Export).
public struct StackExport: Decodable, Sendable, Hashable {
    public var exportingStackId: String?
    public var name: String
    public var value: String
}

enum ListExports: CloudFormationOperation {
    struct Input: Encodable, Sendable { var nextToken: String? }

    struct Output: Decodable, Sendable {
        var exports: [StackExport]?
        var nextToken: String?
    }
}

extension CloudFormationClient {
    /// Every export of the account and region (CloudFormation API, ListExports).
    public func listExports() async throws -> [StackExport] {
        try await allPages { token in
            let output = try await connection.query(ListExports.self, .init(nextToken: token))
            return (output.exports ?? [], output.nextToken)
        }
    }
}
