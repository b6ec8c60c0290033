import Foundation
import PipelineAPI

/// Reads an operation's input; what is wrong with it is told in AWS's words.
func decode<Input: Decodable>(_ type: Input.Type, from body: Data) throws(APIError) -> Input {
    do {
        return try WireFormat.decoder().decode(Input.self, from: body.isEmpty ? Data("{}".utf8) : body)
    } catch let error as DecodingError {
        throw APIError(error)
    } catch {
        throw APIError.serialization("The request can't be read")
    }
}

extension APIError {
    /// A missing member breaks a constraint, everything else is not the shape that was expected
    /// (CodePipeline API, common errors).
    fileprivate init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .violation("Value null at '\(memberPath(context.codingPath + [key]))'", "Member must not be null")
        case .valueNotFound(_, let context):
            self = .violation("Value null at '\(memberPath(context.codingPath))'", "Member must not be null")
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            self = .serialization("The request is not JSON")
        case .dataCorrupted(let context):
            self = .violation("Value at '\(memberPath(context.codingPath))'", context.debugDescription)
        case .typeMismatch(let type, let context):
            let place = context.codingPath.isEmpty ? "The request" : "'\(memberPath(context.codingPath))'"
            self = .serialization("\(place) is not of the type \(wireName(of: type))")
        @unknown default:
            self = .serialization("The request can't be read")
        }
    }

    private static func violation(_ subject: String, _ constraint: String) -> APIError {
        validation("1 validation error detected: \(subject) failed to satisfy constraint: \(constraint)")
    }
}

/// `pipeline.stages.1.member.name`: AWS counts list members from one.
private func memberPath(_ path: [any CodingKey]) -> String {
    path.map { key in key.intValue.map { "\($0 + 1).member" } ?? key.stringValue }.joined(separator: ".")
}

/// A type's name in JSON's words, which are the client's.
private func wireName(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "string"
    case is Bool.Type: "boolean"
    case is any BinaryInteger.Type, is any BinaryFloatingPoint.Type: "number"
    case is [Any].Type: "list"
    default: "object"
    }
}
