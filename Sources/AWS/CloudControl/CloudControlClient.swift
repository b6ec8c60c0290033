import Foundation
import PipelineAPI

/// A client of AWS Cloud Control API (version 2021-09-30), as far as apps look things up there.
public struct CloudControlClient: Sendable {
    let connection: ServiceConnection

    public init(_ connection: ServiceConnection) { self.connection = connection }
}

/// A resource of any type (Cloud Control API, ResourceDescription).
public struct ResourceDescription: Decodable, Sendable, Hashable {
    public var identifier: String?
    /// JSON.
    public var properties: String?
}

extension CloudControlClient {
    /// - Returns: `nil` if there is none.
    public func resource(_ identifier: String, of type: String) async throws -> ResourceDescription? {
        struct Input: Encodable { var typeName, identifier: String }
        struct Output: Decodable { var resourceDescription: ResourceDescription? }
        do {
            let output: Output = try await call("GetResource", Input(typeName: type, identifier: identifier))
            return output.resourceDescription
        } catch ClientError.service(let error) where error.code == "ResourceNotFoundException" {
            return nil
        }
    }

    /// All of a type.
    ///
    /// - Parameter model: the properties, as JSON, that the type needs to be listed at all, such as what it is part of.
    public func resources(of type: String, model: String?) async throws -> [ResourceDescription] {
        struct Input: Encodable {
            var typeName: String
            var resourceModel: String?
            var maxResults = 100
            var nextToken: String?
        }
        struct Output: Decodable {
            var resourceDescriptions: [ResourceDescription]?
            var nextToken: String?
        }
        return try await allPages { token in
            let output: Output = try await call(
                "ListResources", Input(typeName: type, resourceModel: model, nextToken: token))
            return (output.resourceDescriptions ?? [], output.nextToken)
        }
    }

    private func call<Input: Encodable, Output: Decodable>(_ operation: String, _ input: Input) async throws -> Output {
        try await connection.json(
            target: "CloudApiService.\(operation)", version: "1.0", capitalized: true, input)
    }
}
