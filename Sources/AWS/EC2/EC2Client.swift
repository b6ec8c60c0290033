import Foundation
import PipelineAPI
import SigV4
import XML

/// A client of Amazon EC2 (API version 2016-11-15), as far as apps look things up there.
///
/// EC2 has a dialect of the query protocol of its own (Smithy, "AWS EC2 query protocol"): lists are `Filter.1.Value.1`, and
/// the elements of an answer's list are called `item`.
public struct EC2Client: Sendable {
    let connection: ServiceConnection

    public init(_ connection: ServiceConnection) { self.connection = connection }

    /// - Parameters:
    ///   - filters: EC2's names for what is looked for, each with the values of which one has to hold.
    ///   - lists: further members of the request that are lists, such as `Owner`.
    func call<Output: Decodable>(
        _ operation: String, _ type: Output.Type, filters: [String: [String]] = [:], lists: [String: [String]] = [:]
    ) async throws -> Output {
        var fields = [("Action", operation), ("Version", "2016-11-15")]
        for (number, filter) in filters.sorted(by: { $0.key < $1.key }).enumerated() {
            fields.append(("Filter.\(number + 1).Name", filter.key))
            fields += filter.value.enumerated().map { ("Filter.\(number + 1).Value.\($0 + 1)", $1) }
        }
        for (name, values) in lists.sorted(by: { $0.key < $1.key }) {
            fields += values.enumerated().map { ("\(name).\($0 + 1)", $1) }
        }
        var request = AWSRequest(operation: operation)
        request.headers = [("content-type", "application/x-www-form-urlencoded; charset=utf-8")]
        let pairs = fields.map { "\(URIEncoding.encode($0))=\(URIEncoding.encode($1))" }
        request.body = Data(pairs.joined(separator: "&").utf8)
        let body = try await connection.send(request).body
        do {
            return try XMLNodeDecoder.decode(Output.self, from: XMLNode(parsing: body))
        } catch {
            throw ClientError.undecodable(operation: operation, reason: DecodingPlace.of(error))
        }
    }
}
