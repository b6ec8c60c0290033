/// An error as AWS's JSON services answer it: a code, a sentence, a status.
public struct APIError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The exception's name, for instance `PipelineNotFoundException`.
    public var code: String
    public var message: String
    /// The HTTP status of the answer.
    public var status: Int
    /// On the client's side: which call was refused, where and of whom, for people. Nothing on the wire.
    public var call: String?

    public init(code: String, message: String, status: Int = 400) {
        self.code = code
        self.message = message
        self.status = status
    }

    public var description: String { "\(code): \(message)" + (call.map { " (\($0))" } ?? "") }
}

extension APIError {
    /// A request whose members break a constraint.
    public static func validation(_ message: String) -> APIError {
        APIError(code: "ValidationException", message: message)
    }

    /// A pipeline that does not exist; the sentence is AWS's own, clients match on it.
    public static func pipelineNotFound(_ name: PipelineName, account: String) -> APIError {
        APIError(
            code: "PipelineNotFoundException",
            message: "Account '\(account)' does not have a pipeline with name '\(name)'")
    }
}

/// The body of an error answer (`{"__type": code, "message": text}`).
public struct APIErrorBody: Codable, Sendable {
    /// The code; clients accept a prefix up to `#` and a suffix from `:`.
    public var type: String
    public var message: String?

    enum CodingKeys: String, CodingKey {
        case type = "__type"
        case message
    }

    public init(_ error: APIError) {
        type = error.code
        message = error.message
    }

    /// The code without namespace and suffix.
    public var code: String { Self.code(of: type) }

    /// The same of a type that came by other ways, such as the header `x-amzn-ErrorType`.
    public static func code(of type: String) -> String {
        let afterNamespace = type.split(separator: "#").last.map(String.init) ?? type
        return afterNamespace.split(separator: ":").first.map(String.init) ?? afterNamespace
    }
}
