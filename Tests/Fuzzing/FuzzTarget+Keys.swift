import AgentLink
import Credentials
import Foundation

/// What opens the credentials, and what asks for them.
extension FuzzTarget {
    /// An age file, for a key or under a passphrase.
    static let age = FuzzTarget("age", samples: Samples.ageFiles) { bytes in
        guard let identity = Samples.identity else { preconditionFailure("the identity cannot be read") }
        _ = try? Age.decrypt(bytes, with: [.key(identity), .passphrase(Samples.passphrase)], workFactor: 8)
        _ = try? AgeRecipient(String(decoding: bytes, as: UTF8.self))
        _ = try? X25519Identity(Secret(bytes: bytes))
    }

    /// What an identity file holds.
    static let identityFile = FuzzTarget("identity-file", samples: Samples.identityFiles) { bytes in
        let recipients = Age.Recipients.passphrase(Samples.passphrase, workFactor: 1)
        guard let file = try? Age.encrypt(bytes, to: recipients) else { preconditionFailure("it cannot be encrypted") }
        withFile(of: file, named: "identity.age") { url in
            do {
                let identity = try IdentityFile(url).open(passphrase: Samples.passphrase)
                let text = String(decoding: bytes, as: UTF8.self)
                precondition(text.contains(identity.text.reveal()), "another identity")
            } catch VaultError.damaged {
            } catch { preconditionFailure("\(error)") }
        }
    }

    /// What a plugin of age says; where it is cut into pieces makes no difference.
    static let plugin = FuzzTarget("plugin", samples: Samples.pluginAnswers) { bytes in
        func result(_ pieces: [ArraySlice<UInt8>]) -> Stanza? {
            var conversation = PluginConversation(show: { precondition(!$0.contains { $0.isNewline }) })
            for piece in pieces where (try? conversation.take(Array(piece))) == nil { return nil }
            return (try? conversation.result) ?? nil
        }
        let middle = bytes.count / 2
        precondition(result([bytes[...]]) == result([bytes[..<middle], bytes[middle...]]), "it depends on the pieces")
    }

    /// A message to the agent, or from it. What is taken can be sent again.
    static let agentMessage = FuzzTarget("agent-message", samples: Samples.agentMessages) { bytes in
        _ = PlainResponse(bytes)
        copy(of: bytes, as: AgentResponse.self)
        guard case .request(let body) = AgentProtocol.Message(bytes) else { return }
        if PlainRequest(body) == nil { copy(of: body, as: AgentRequest.self) }
    }

    private static func copy<Message: Codable>(of bytes: [UInt8], as type: Message.Type) {
        guard let message = try? JSONDecoder().decode(type, from: Data(bytes)) else { return }
        guard let data = try? JSONEncoder().encode(message), (try? JSONDecoder().decode(type, from: data)) != nil else {
            preconditionFailure("what was taken cannot be sent")
        }
    }
}
