internal import Crypto

/// Who can open a file by a key: age's own kind, or one that a plugin of age knows about.
public enum AgeRecipient: Sendable, Hashable {
    case key(X25519Recipient)
    case plugin(PluginRecipient)

    /// - Throws: `AgeError.key` if `text`, `age1…`, is not spelled as a recipient.
    public init(_ text: String) throws(AgeError) {
        let isOfPlugin = text.hasPrefix("age1") && text.dropFirst("age1".count).contains("1")
        self = isOfPlugin ? .plugin(try PluginRecipient(text)) : .key(try X25519Recipient(text))
    }

    func wrap(_ fileKey: SymmetricKey, _ plugins: AgePlugins) throws(AgeError) -> Stanza {
        switch self {
        case .key(let key): try key.wrap(fileKey)
        case .plugin(let recipient): try plugins.wrap(fileKey, for: recipient)
        }
    }
}

extension AgeRecipient: CustomStringConvertible {
    public var description: String {
        switch self {
        case .key(let key): key.description
        case .plugin(let recipient): recipient.description
        }
    }
}
