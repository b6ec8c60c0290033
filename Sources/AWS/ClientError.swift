public import PipelineAPI

/// Why a call has no answer to show.
public enum ClientError: Error, Sendable, CustomStringConvertible {
    /// The service refused or failed; code and message are its own.
    case service(APIError)
    /// No connection, or one that broke before the answer was whole.
    case unreachable(Endpoint, reason: String)
    /// The service may or may not have carried the operation out; `operation` is its target, as below.
    case timedOut(operation: String, after: Duration)
    /// Something answered, but not in the operation's shape.
    case undecodable(operation: String, reason: String)

    public var description: String {
        switch self {
        case .service(let error): error.description
        case .unreachable(let endpoint, let reason): "Can't reach \(endpoint): \(reason)."
        case .timedOut(let operation, let limit):
            "\(name(operation)) got no answer within \(limit.formatted()); look at the state before you repeat it."
        case .undecodable(let operation, let reason): "The answer to \(name(operation)) can't be read: \(reason)."
        }
    }

    /// The operation without its service's prefix, as people know it.
    private func name(_ target: String) -> Substring {
        target.split(separator: ".").last ?? Substring(target)
    }
}

extension Duration {
    /// Seconds, for a sentence.
    fileprivate func formatted() -> String {
        let seconds = Double(components.seconds) + Double(components.attoseconds) / 1e18
        return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
    }
}
