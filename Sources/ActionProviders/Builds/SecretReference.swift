import Foundation

/// Where the value of a variable is kept, as a buildspec, a project or an action names it.
public struct SecretReference: Sendable, Hashable {
    /// The services that keep values for CodeBuild.
    public enum Service: Sendable, Hashable {
        case parameterStore
        case secretsManager
    }

    public var service: Service
    /// The parameter's or secret's name or ARN.
    public var id: String
    /// Of a secret that is a JSON object: the key whose value is meant.
    var jsonKey: String?
    /// The version's label; the current version if there is neither this nor `versionID`.
    public var versionStage: String?
    public var versionID: String?

    init(parameter name: String) {
        (service, id) = (.parameterStore, name)
    }

    /// Reads `secret-id:json-key:version-stage:version-id`, of which only the first must be there (CodeBuild User Guide,
    /// "Build specification reference", env/secrets-manager). The colons of an ARN belong to the id.
    ///
    /// Throws `SecretRefusal`.
    init(secret text: String) throws(SecretRefusal) {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let length = text.hasPrefix("arn:") ? Self.fieldsOfARN : 1
        let rest = fields.dropFirst(length).map { $0.isEmpty ? nil : $0 }
        service = .secretsManager
        id = fields.prefix(length).joined(separator: ":")
        guard !id.isEmpty, rest.count <= 3 else {
            throw SecretRefusal("'\(text)' is no secret-id:json-key:version-stage:version-id")
        }
        (jsonKey, versionStage, versionID) = (rest[at: 0], rest[at: 1], rest[at: 2])
        guard versionStage == nil || versionID == nil else {
            throw SecretRefusal("'\(text)' names a version's stage and its id, which exclude each other")
        }
    }

    /// arn:partition:secretsmanager:region:account:secret:name
    private static let fieldsOfARN = 7

    /// What the service is asked for: all keys of a secret are one answer.
    var whole: SecretReference {
        var whole = self
        whole.jsonKey = nil
        return whole
    }

    /// What is meant of the secret's text.
    ///
    /// Throws `SecretRefusal`; its words quote none of the text.
    func value(in text: String) throws(SecretRefusal) -> String {
        guard let jsonKey else { return text }
        guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
            throw SecretRefusal("secret \(id) is no JSON object, so it has no key '\(jsonKey)'")
        }
        guard let value = object[jsonKey] else { throw SecretRefusal("secret \(id) has no key '\(jsonKey)'") }
        if let value = value as? String { return value }
        let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? JSONSerialization.data(withJSONObject: value, options: options) else {
            throw SecretRefusal("the value of key '\(jsonKey)' of secret \(id) is no text")
        }
        return String(decoding: data, as: UTF8.self)
    }
}

extension Collection<String?> {
    fileprivate subscript(at offset: Int) -> String? { dropFirst(offset).first ?? nil }
}

/// Why a value is not handed out, in words for whoever reads the build's log.
public struct SecretRefusal: Error, Hashable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}

/// Answers the text that is kept under a reference's id; `nil` if there is none there. Throws `SecretRefusal`.
public typealias SecretSource = @Sendable (SecretReference) async throws -> String?
