internal import AgentLink

/// The processes that are told of each secret before it is handed out, so that they show it nowhere.
///
/// A secret is a message of its own, in plain; an empty one ends those that were handed out before. Later an empty one
/// comes before a secret that need not be hidden any more.
struct Listeners {
    private var connections: [AgentSocket] = []

    /// Tells one that knows what was handed out so far of the rest as it comes.
    mutating func add(_ connection: AgentSocket) throws {
        // Listeners say nothing more, so one that can be read has gone.
        connections.removeAll(where: \.isReadable)
        try connection.post(message: [])
        connections.append(connection)
    }

    /// Waits for nobody: one that is too far behind is left, and asks for everything again.
    mutating func tell(_ secrets: [Secret]) {
        for secret in secrets { post(secret.withBytes { Array($0) }) }
    }

    /// Tells that a secret is none, as far as one knows.
    mutating func tellForgotten(_ secret: Secret) {
        post([])
        post(secret.withBytes { Array($0) })
    }

    private mutating func post(_ message: [UInt8]) {
        connections.removeAll { (try? $0.post(message: message)) == nil }
    }
}
