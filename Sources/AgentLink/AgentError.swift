internal import Glibc

/// Why the agent did not do what it was asked.
public enum AgentError: Error, Sendable, Hashable {
    /// No agent listens, which means that the credentials are locked.
    case locked
    /// Another agent listens on this socket.
    case running(path: String)
    /// The agent ended, or was ended, before it had answered.
    case ended
    /// The agent did not do its part of an exchange in time.
    case timedOut
    /// The agent speaks this version of the protocol, and not ours.
    case otherVersion(UInt8)
    /// The process at the other end runs as another user.
    case foreignPeer
    /// The agent's own words; they quote no secret.
    case refused(String)
    /// What came is no message of this protocol, is too long, or was cut short.
    case malformedMessage
    case pathTooLong(String)
    /// The folder of the socket belongs to another user, or is a link.
    case foreignFolder(String)
    /// A call of the operating system failed, with this `errno`.
    case system(call: String, code: Int32)
}

extension AgentError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .locked: "The credentials are locked."
        case .running(let path): "An agent listens on \(path) already."
        case .ended: "The agent that keeps the credentials unlocked ended before it had answered."
        case .timedOut: "The agent that keeps the credentials unlocked did not answer in time."
        case .otherVersion:
            "The agent that keeps the credentials unlocked is of a newer sluice than this process: start this one anew."
        case .foreignPeer: "The process at the other end of the agent's socket runs as another user."
        case .refused(let reason): reason
        case .malformedMessage:
            "The agent that keeps the credentials unlocked and this sluice don't understand each other. They may be of "
                + "different versions: `credentials lock` ends the agent, and the next is of this one."
        case .pathTooLong(let path): "The path of the agent's socket is too long: \(path)"
        case .foreignFolder(let path): "\(path), where the agent's socket is to be, is not your own folder."
        case .system(let call, let code):
            "\(call): \(strerror(code).map { String(cString: $0) } ?? "error \(code)")"
        }
    }
}
