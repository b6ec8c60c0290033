/// Why the engine can't be served where it was asked to.
public enum ServerError: Error, Sendable, Hashable, CustomStringConvertible {
    case socketPathTooLong(path: String, bytes: Int, limit: Int)
    case directoryUnusable(path: String, reason: String)
    /// Others could enter the socket's directory, or own it.
    case directoryNotPrivate(path: String)
    /// A socket is there already, and the caller does not hold the lock that would make it a stale one.
    case socketExists(path: String)
    case notASocket(path: String)
    case socketUnusable(path: String, reason: String)
    /// An address that others can reach, without TLS.
    case unprotected(String)
    case addressUnusable(String, reason: String)
    case certificateUnusable(String, reason: String)

    public var description: String {
        switch self {
        case .socketPathTooLong(let path, let bytes, let limit):
            "The socket's path is \(bytes) bytes long, the system allows \(limit): \(path). Choose a shorter SLUICE_HOME."
        case .directoryUnusable(let path, let reason):
            "The socket's directory \(path) can't be used: \(reason)."
        case .directoryNotPrivate(let path):
            "The socket's directory \(path) must be yours alone: chmod 700 it, or choose another SLUICE_HOME."
        case .socketExists(let path):
            "Another engine may be listening on \(path); only the one that holds the engine's lock may replace it."
        case .notASocket(let path):
            "\(path) is in the socket's place and is no socket; move it away."
        case .socketUnusable(let path, let reason):
            "The socket \(path) can't be served: \(reason)."
        case .unprotected(let address):
            "Others can reach \(address), so it takes --certificate and --key; 127.0.0.1 does not."
        case .addressUnusable(let address, let reason):
            "The engine can't listen on \(address): \(reason)."
        case .certificateUnusable(let file, let reason):
            "The file \(file) can't be used: \(reason)."
        }
    }
}
