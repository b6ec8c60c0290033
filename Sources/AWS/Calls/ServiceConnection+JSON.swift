import Foundation
import PipelineAPI

extension ServiceConnection {
    /// Calls an operation of a service that speaks JSON.
    ///
    /// - Parameters:
    ///   - target: prefix and operation, as `X-Amz-Target` has them.
    ///   - version: of the protocol, `1.0` or `1.1`.
    func json(
        target: String, version: String = "1.1", _ body: Data, isRepeatable: Bool? = nil
    ) async throws -> Data {
        let operation = target.split(separator: ".").last.map(String.init) ?? target
        var request = AWSRequest(operation: operation, isRepeatable: isRepeatable)
        request.headers = [("content-type", "application/x-amz-json-\(version)"), ("x-amz-target", target)]
        request.body = body
        return try await send(request).body
    }

    /// The same with shapes whose members AWS writes with a capital, or as they are.
    func json<Input: Encodable, Output: Decodable>(
        target: String, version: String = "1.1", capitalized: Bool, _ input: Input
    ) async throws -> Output {
        let encoder = WireFormat.encoder()
        if capitalized { encoder.keyEncodingStrategy = .custom { WireKey(WireName.capitalized($0.last?.stringValue)) } }
        return try decode(try await json(target: target, version: version, encoder.encode(input)), target, capitalized)
    }

    /// The answer to a request of a service that speaks REST with JSON.
    func json<Output: Decodable>(_ request: AWSRequest) async throws -> Output {
        try decode(try await send(request).body, request.operation, false)
    }

    private func decode<Output: Decodable>(_ body: Data, _ operation: String, _ capitalized: Bool) throws -> Output {
        let decoder = WireFormat.decoder()
        if capitalized {
            decoder.keyDecodingStrategy = .custom { WireKey(WireName.uncapitalized($0.last?.stringValue)) }
        }
        do {
            return try decoder.decode(Output.self, from: body.isEmpty ? Data("{}".utf8) : body)
        } catch {
            throw ClientError.undecodable(operation: operation, reason: DecodingPlace.of(error))
        }
    }
}

/// Members' names on the wire and in Swift: `StackName` and `stackName`.
enum WireName {
    static func capitalized(_ name: String?) -> String { change(name) { $0.uppercased() } }
    static func uncapitalized(_ name: String?) -> String { change(name) { $0.lowercased() } }

    private static func change(_ name: String?, _ first: (Substring) -> String) -> String {
        guard let name else { return "" }
        return first(name.prefix(1)) + name.dropFirst()
    }
}

struct WireKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
}

/// Where in an answer something is not as it should be; never what stands there, which may be a secret.
enum DecodingPlace {
    static func of(_ error: any Error) -> String {
        func place(_ path: [any CodingKey]) -> String {
            path.isEmpty
                ? "its beginning" : path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        }
        return switch error {
        case DecodingError.keyNotFound(let key, let context): "\(place(context.codingPath + [key])) is missing"
        case DecodingError.valueNotFound(_, let context), DecodingError.typeMismatch(_, let context),
            DecodingError.dataCorrupted(let context):
            "\(place(context.codingPath)) is not as it should be"
        default: "it is not in the operation's form"
        }
    }
}
