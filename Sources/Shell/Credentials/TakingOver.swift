import Credentials

/// Takes credentials over from where they were written down. What is older there replaces nothing unasked.
struct TakingOver {
    let context: CommandContext
    let consent: ConsentOptions

    /// What the store has now of what it was given.
    struct Taken {
        var new: [Credential] = []
        /// What it had already, with the same secret.
        var known: [Credential] = []

        var count: Int { new.count + known.count }

        /// `imported 2 credentials from FILE`.
        func words(from place: String) -> String {
            if new.isEmpty, !known.isEmpty {
                return "nothing is new in \(place): the store has \(known.counted) of it already"
            }
            return "imported \(new.counted) from \(place)"
                + (known.isEmpty ? "" : " · \(known.counted) of it were there already")
        }
    }

    /// An entry with another secret is kept, unless the person says otherwise.
    func take(_ credentials: [Credential]) async throws -> Taken {
        let unlocking = try Unlocking(context: context)
        try await unlocking.unlock()
        let keys = Set(try unlocking.store.agent.list().map(\.key))
        var taken = Taken()
        for credential in credentials {
            if try unlocking.store.agent.add(credential) {
                if keys.contains(credential.key) {
                    taken.known.append(credential)
                } else {
                    taken.new.append(credential)
                }
            } else if await isReplacementWanted(credential) {
                try unlocking.store.agent.store(credential)
                taken.new.append(credential)
            }
        }
        return taken
    }

    private func isReplacementWanted(_ credential: Credential) async -> Bool {
        let label = CredentialSummary(credential).label
        if !context.options.yes, !consent.yes, context.console.isInputTerminal,
            await context.console.confirm("The store has another secret for \(label). Replace it?")
        {
            return true
        }
        context.console.note("kept what the store has for \(label): its secret is another than the one here")
        return false
    }
}
