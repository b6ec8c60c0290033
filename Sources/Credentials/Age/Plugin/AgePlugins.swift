internal import AgentLink
internal import Crypto
internal import Glibc

/// The programs that wrap file keys for recipients which age itself knows nothing about.
///
/// A file key is new each time, so each time that something is encrypted the plugin of each such recipient runs once. What
/// is decrypted here needs none.
public struct AgePlugins: Sendable {
    /// The folders with programs, as `PATH` has them.
    public var path = getenv("PATH").map { String(cString: $0) } ?? ""
    /// Whether that is the agent's own, and whoever asked it may have another.
    var isPathOfAgent = false
    /// How long one may take, in seconds.
    public var patience = 10.0
    /// Shows a person what a plugin has to say, such as that a key is to be touched; `nil` where there is nobody.
    public var show: (@Sendable (String) -> Void)?

    public init() {}

    /// - Throws: `AgeError.pluginMissing`, or `.plugin` with what went wrong.
    func wrap(_ fileKey: SymmetricKey, for recipient: PluginRecipient) throws(AgeError) -> Stanza {
        let name = "age-plugin-\(recipient.plugin)"
        guard let program = program(name) else {
            throw .pluginMissing(name, recipient: "\(recipient)", byAgent: isPathOfAgent)
        }
        do {
            return try converse(program, fileKey.withUnsafeBytes { Array($0) }, recipient)
        } catch PluginFailure.refusal(let words) {
            throw .plugin(name, "it says: \(words)")
        } catch PluginFailure.nonsense(let what) {
            throw .plugin(name, what)
        } catch AgentError.timedOut {
            throw .plugin(name, "it has not answered for \(Int(patience)) seconds")
        } catch AgentError.ended {
            throw .plugin(name, "it ended before it had answered")
        } catch {
            throw .plugin(name, "\(error)")
        }
    }

    private func converse(_ program: String, _ fileKey: [UInt8], _ recipient: PluginRecipient) throws -> Stanza {
        let plugin = try PluginProcess(program, ["--age-plugin=recipient-v1"])
        plugin.connection.limitExchange(toSeconds: patience)
        try plugin.connection.send(PluginConversation.request(fileKey, "\(recipient)"))
        var conversation = PluginConversation(show: show)
        while true {
            let piece = try plugin.connection.receiveSome(atMost: 4096)
            if piece.isEmpty { throw AgentError.ended }
            try plugin.connection.send(conversation.take(piece))
            if let stanza = try conversation.result {
                plugin.finish()
                return stanza
            }
        }
    }

    /// The first of the folders decides; one that is not named from the root depends on where one stands.
    private func program(_ name: String) -> String? {
        path.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }
}
