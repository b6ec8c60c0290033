import Foundation

/// Finds all that is wrong with a request that can't be read.
///
/// A decoder stops at the first fault. So something is put into its place and the request is read again, until it can be;
/// then the constraints of the other members are checked.
struct RequestMending {
    private var document: Any
    private var check = ShapeCheck()
    /// Where something was put in last, and what else may fit there.
    private var last: (place: DeclarationPath, others: ArraySlice<Any>)?

    /// Nobody mends more faults at once, and each costs a reading.
    private static let limit = 100

    /// The error that tells them all.
    ///
    /// - Parameter first: What the decoder said.
    static func faults<Input: Decodable>(of type: Input.Type, in body: Data, after first: any Error) -> APIError {
        do throws(APIError) {
            guard let document = try? JSONSerialization.jsonObject(with: body) else {
                throw .serialization("The request is not JSON")
            }
            var mending = RequestMending(document: document)
            return try mending.faults(of: type, after: first)
        } catch {
            return error
        }
    }

    private init(document: Any) {
        self.document = document
    }

    private mutating func faults<Input: Decodable>(
        of type: Input.Type, after first: any Error
    ) throws(APIError) -> APIError {
        var error = first
        while check.violations.count < Self.limit {
            try mend(error)
            do {
                let body = try JSONSerialization.data(withJSONObject: document)
                let input = try WireFormat.decoder().decode(type, from: body)
                (input as? any Validated)?.constrain(&check)
                break
            } catch let next {
                error = next
            }
        }
        return ShapeCheck.error(check.violations) ?? .unreadable
    }

    /// Reports a fault and puts something into its place. Throws for one of the type, of which AWS tells alone.
    private mutating func mend(_ error: any Error) throws(APIError) {
        switch error {
        case DecodingError.keyNotFound(let key, let context): try fill(DeclarationPath(context.codingPath + [key]))
        case DecodingError.valueNotFound(_, let context): try fill(DeclarationPath(context.codingPath))
        case DecodingError.dataCorrupted(let context):
            guard let fault = context.underlyingError as? ChoiceFault, let choice = fault.choices.first else {
                throw .unreadable
            }
            let place = DeclarationPath(context.codingPath)
            check.close(ShapeCheck.outside(fault.choices), value: fault.text, at: place)
            put(choice, at: place, others: [])
        case DecodingError.typeMismatch(let type, let context):
            let place = DeclarationPath(context.codingPath)
            guard let last, last.place == place, let next = last.others.first else {
                throw .serialization("\(place.subject) is not of the type \(wireName(of: type))")
            }
            put(next, at: place, others: last.others.dropFirst())
        default: throw .unreadable
        }
    }

    /// Only the decoder knows the type of what is missing, so each is tried.
    private mutating func fill(_ place: DeclarationPath) throws(APIError) {
        if place.steps.isEmpty { throw .serialization("The request is not of the type object") }
        check.close(ShapeCheck.missing, value: nil, at: place)
        put("", at: place, others: [0, false, [Any](), [String: Any]()])
    }

    private mutating func put(_ value: Any, at place: DeclarationPath, others: ArraySlice<Any>) {
        document = replacing(place.steps[...], in: document, with: value)
        last = (place, others)
    }
}

/// The document with another value at the end of a way; unchanged if that leads nowhere.
private func replacing(_ way: ArraySlice<DeclarationPath.Step>, in document: Any, with value: Any) -> Any {
    guard let step = way.first else { return value }
    switch step {
    case .element(let index):
        guard var list = document as? [Any], list.indices.contains(index) else { return document }
        list[index] = replacing(way.dropFirst(), in: list[index], with: value)
        return list
    case .member(let name), .key(let name):
        guard var members = document as? [String: Any] else { return document }
        members[name] = replacing(way.dropFirst(), in: members[name] ?? value, with: value)
        return members
    }
}

extension DeclarationPath {
    fileprivate init(_ path: [any CodingKey]) {
        self.init(path.map { key in key.intValue.map(Step.element) ?? .member(key.stringValue) })
    }

    /// How a sentence begins that is about the member.
    fileprivate var subject: String { steps.isEmpty ? "The request" : "'\(memberPath)'" }
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

extension APIError {
    fileprivate static let unreadable = serialization("The request can't be read")

    fileprivate static func serialization(_ message: String) -> APIError {
        APIError(code: "SerializationException", message: message)
    }
}
