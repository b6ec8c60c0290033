internal import Foundation

/// What a client asks of the agent. git's requests are spelled as `PlainRequest` has them, and `lock` as `AgentProtocol`
/// has it.
///
/// Whoever changes what is here raises that protocol's version, and so does whoever changes a type that crosses in it:
/// `Credential.Kind`, `CredentialKey`, `CredentialEdit`, `CredentialSummary`, `VaultDocument.Entry`, and what a `SecretSearch`
/// answers, which is an array of `PatchFinding` with its `SecretKind` and `Fingerprint`.
package enum AgentRequest: Codable {
    /// The identity's text, and for how many seconds it is kept.
    case unlock(identity: String, seconds: Double)
    case status
    /// One credential; there is no request for all of them.
    case secret(kind: Credential.Kind, pattern: String, username: String?)
    /// One entry, expired or not.
    case entry(CredentialKey)
    case store(VaultDocument.Entry)
    /// Stores the entry unless there is one with another secret.
    case add(VaultDocument.Entry)
    case edit(CredentialKey, CredentialEdit)
    case remove(CredentialKey)
    case list
    /// Who can open the vault: public keys.
    case recipients
    /// Keeps an entry for git alone, until it has proved itself, for as long as the connection is open.
    case hold(VaultDocument.Entry)
    /// Over that connection: it has, and goes into the vault; or it has not.
    case release(keep: Bool)
    /// Messages with text follow, up to an empty one; the agent looks for the vault's secrets in it.
    case search
    /// After `done`, messages come back with what was handed out, as `Listeners` has it, for as long as the connection is open.
    case handedOut
}

package enum AgentResponse: Codable {
    case done
    case locked
    /// There is an entry for the same, and its secret is another.
    case otherSecret
    case secondsLeft(Double)
    case credential(VaultDocument.Entry?)
    case list([CredentialSummary])
    /// This machine's first.
    case recipients([String])
    case refused(String)
}
