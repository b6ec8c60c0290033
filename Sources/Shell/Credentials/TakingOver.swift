import Credentials

/// Takes credentials over from where they were written down. What is older there replaces nothing unasked.
struct TakingOver {
    let context: CommandContext
    let consent: ConsentOptions

    /// Answers those that the store has now: an entry with another secret is kept, unless the person says otherwise.
    func take(_ credentials: [Credential]) async throws -> [Credential] {
        let unlocking = try Unlocking(context: context)
        try await unlocking.unlock()
        var taken: [Credential] = []
        for credential in credentials {
            if try unlocking.store.agent.add(credential) {
                taken.append(credential)
            } else if await isReplacementWanted(credential) {
                try unlocking.store.agent.store(credential)
                taken.append(credential)
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
