internal import Foundation

/// What a client asks of the agent.
enum AgentRequest: Codable {
    /// The identity's text, and for how many seconds it is kept.
    case unlock(identity: String, seconds: Double)
    case lock
    case status
    /// One credential; there is no request for all of them.
    case secret(kind: Credential.Kind, pattern: String, username: String?)
    case git(operation: String, message: Data)
    case store(VaultDocument.Entry)
    case remove(kind: Credential.Kind, pattern: String, username: String?)
    case list
}

enum AgentResponse: Codable {
    case done
    case locked
    case secondsLeft(Double)
    case credential(VaultDocument.Entry?)
    case git(Data)
    case list([CredentialSummary])
    case refused(String)
}
