import Foundation
import PipelineAPI
import SigV4
import XML

/// A client of Amazon Route 53 (API version 2013-04-01), as far as apps look things up there.
public struct Route53Client: Sendable {
    let connection: ServiceConnection

    public init(_ connection: ServiceConnection) { self.connection = connection }

    private func get<Output: Decodable>(
        _ operation: String, _ path: String, _ type: Output.Type, query: [(name: String, value: String)] = []
    ) async throws -> Output {
        var request = AWSRequest(operation: operation, method: "GET", path: "/2013-04-01/\(path)")
        request.query = query
        let body = try await connection.send(request).body
        do {
            return try XMLNodeDecoder.decode(Output.self, from: XMLNode(parsing: body))
        } catch {
            throw ClientError.undecodable(operation: operation, reason: DecodingPlace.of(error))
        }
    }
}

/// A hosted zone (Route 53 API, HostedZone).
public struct HostedZone: Decodable, Sendable, Hashable {
    public struct Config: Decodable, Sendable, Hashable { public var privateZone: Bool? }

    /// `/hostedzone/Z1`.
    public var id: String
    /// With the dot at its end.
    public var name: String
    public var config: Config?

    public var isPrivate: Bool { config?.privateZone ?? false }
}

extension Route53Client {
    /// The zones from a name on, in Route 53's order; at most a hundred.
    public func hostedZones(from domain: String) async throws -> [HostedZone] {
        struct List: Decodable { var hostedZone: [HostedZone]? }
        struct Output: Decodable { var hostedZones: List? }
        let output = try await get(
            "ListHostedZonesByName", "hostedzonesbyname", Output.self, query: [("dnsname", domain)])
        return output.hostedZones?.hostedZone ?? []
    }

    /// The networks that see a private zone.
    public func networks(ofZone id: String) async throws -> [String] {
        struct VPC: Decodable { var vPCId: String? }
        struct List: Decodable { var vPC: [VPC]? }
        struct Output: Decodable { var vPCs: List? }
        let key = URIEncoding.encode(id.split(separator: "/").last ?? "")
        return try await get("GetHostedZone", "hostedzone/\(key)", Output.self).vPCs?.vPC?.compactMap(\.vPCId) ?? []
    }
}
