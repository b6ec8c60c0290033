internal import AgentLink
internal import Foundation
internal import Synchronization

/// What takes longer than one exchange, and goes on over its connection.
extension Agent {
    /// On a thread of its own, since it takes as long as the text does.
    func startSearch(over connection: AgentSocket) throws {
        guard let secrets = try session()?.secrets() else { return try respond(.locked, over: connection) }
        try respond(.done, over: connection)
        connection.limitPauses(toSeconds: AgentSearch.longestPause)
        Thread.detachNewThread { [search] in
            // Whoever asked notices that no answer comes.
            do {
                try connection.send(text: search(secrets, connection.receiveText))
                try connection.endText()
            } catch {}
        }
    }

    /// One that reads slowly is told outside of what the others wait for.
    func tellHandedOut(over connection: AgentSocket) throws {
        try respond(.done, over: connection)
        var known: [Secret] = []
        while true {
            let news = try state.withLock { try $0.listen(connection, knowing: known) }
            if news.isEmpty { return }
            for secret in news { try connection.send(message: secret.withBytes { Array($0) }) }
            known += news
        }
    }

    /// On a thread of its own, which waits for the word of whoever tries it out, or for their end.
    func startTrial(_ credential: Credential, over connection: AgentSocket) {
        Thread.detachNewThread { [self] in
            defer {
                state.withLock { $0.trials.end(over: connection) }
                forget(credential)
            }
            do { try tryOut(credential, over: connection) } catch {
                try? respond(.refused("\(error)"), over: connection)
            }
        }
    }

    private func tryOut(_ credential: Credential, over connection: AgentSocket) throws {
        guard state.withLock({ $0.begin(credential, over: connection) }) else {
            return try respond(.locked, over: connection)
        }
        try respond(.done, over: connection)
        connection.waitWithoutLimit()
        guard case .request(let body) = AgentProtocol.Message(try connection.receiveMessage()),
            case .release(let keep) = try AgentSocket.decode(AgentRequest.self, body)
        else { throw AgentError.malformedMessage }
        try respond(release(keep: keep, over: connection), over: connection)
    }

    private func release(keep: Bool, over connection: AgentSocket) throws -> AgentResponse {
        let tried = state.withLock { state in
            defer { state.trials.end(over: connection) }
            return state.trials.credential(over: connection)
        }
        guard let tried else { return .done }
        guard keep else {
            forget(tried)
            return .done
        }
        guard var session = try session() else { return .locked }
        try using(&session) { try $0.store(tried) }
        return .done
    }

    /// What has opened nothing may be any word, typed at the wrong question. What the vault has stays a secret.
    private func forget(_ tried: Credential) {
        guard let kept = try? session()?.secrets() else { return }
        let refused = tried.secrets.filter { secret in !kept.contains(secret.withBytes { Array($0) }) }
        state.withLock { $0.forget(refused) }
    }
}
