import Foundation
import XML

/// An operation of a service that speaks AWS's query protocol: a form goes in, XML comes out.
protocol QueryOperation {
    associatedtype Input: Encodable & Sendable
    associatedtype Output: Decodable & Sendable

    /// Whether doing it twice does no more than doing it once; `nil` where the name tells.
    static var isRepeatable: Bool? { get }
    /// The version of the service's API.
    static var version: String { get }
}

extension QueryOperation {
    static var isRepeatable: Bool? { nil }
    /// The operation's name on the wire, which is the type's.
    static var name: String { "\(Self.self)" }
}

extension ServiceConnection {
    func query<O: QueryOperation>(_ operation: O.Type, _ input: O.Input) async throws -> O.Output {
        var request = AWSRequest(operation: O.name, isRepeatable: O.isRepeatable)
        request.headers = [("content-type", "application/x-www-form-urlencoded; charset=utf-8")]
        request.body = Data(try QueryForm(action: O.name, version: O.version, input).text.utf8)
        let body = try await send(request).body
        do {
            let root = try XMLNode(parsing: body)
            // Operations without output have no result element.
            return try XMLNodeDecoder.decode(O.Output.self, from: root.child("\(O.name)Result") ?? root)
        } catch {
            throw ClientError.undecodable(operation: O.name, reason: DecodingPlace.of(error))
        }
    }
}
