internal import AgentLink

/// The entries on trial, the newest first, each with the connection of whoever tries it.
struct Trials {
    private var all: [(credential: Credential, connection: AgentSocket)] = []

    var credentials: [Credential] { all.map(\.credential) }

    mutating func begin(_ credential: Credential, over connection: AgentSocket) {
        end([credential.key])
        all.insert((credential, connection), at: 0)
    }

    mutating func end(over connection: AgentSocket) {
        all.removeAll { $0.connection === connection }
    }

    mutating func end(_ keys: Set<CredentialKey>) {
        all.removeAll { keys.contains($0.credential.key) }
    }

    /// What is tried over this connection; `nil` once that has ended.
    func credential(over connection: AgentSocket) -> Credential? {
        all.first { $0.connection === connection }?.credential
    }
}
