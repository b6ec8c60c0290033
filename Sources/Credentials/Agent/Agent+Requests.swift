internal import AgentLink
internal import Foundation
internal import Synchronization

extension Agent {
    /// One request and its response; a client that breaks off is none of the others' business.
    func exchange(over connection: AgentSocket) {
        connection.limitExchange(toSeconds: Self.longestExchange)
        guard let message = try? connection.receiveMessage() else { return }
        switch AgentProtocol.Message(message) {
        case .lock:
            lock()
            try? respond(.done, over: connection)
        case .ofOtherVersion: try? connection.send(message: AgentProtocol.otherVersion)
        case .request(let body):
            if let request = PlainRequest(body) {
                serve(request, over: connection)
            } else {
                do { try serve(AgentSocket.decode(AgentRequest.self, body), over: connection) } catch {
                    try? respond(.refused("\(error)"), over: connection)
                }
            }
        }
    }

    private func serve(_ request: AgentRequest, over connection: AgentSocket) throws {
        switch request {
        case .search: try startSearch(over: connection)
        case .handedOut: try tellHandedOut(over: connection)
        case .hold(let entry): startTrial(Credential(entry), over: connection)
        case .unlock(let identity, let seconds):
            try respond(unlock(Secret(identity), seconds), over: connection)
        case .status: try respond(status(), over: connection)
        default:
            guard var session = try session() else { return try respond(.locked, over: connection) }
            let response = try using(&session) { try $0.answer(request) }
            defer { note(session) }
            try respond(response, over: connection)
        }
    }

    private func serve(_ request: PlainRequest, over connection: AgentSocket) {
        func respond(_ response: PlainResponse) {
            connection.limitExchange(toSeconds: Self.longestExchange)
            try? connection.send(message: response.bytes)
        }
        do {
            guard var session = try session() else { return respond(.locked) }
            switch request {
            case .git(let operation, let message):
                respond(.answer(try using(&session) { try $0.git(operation, message) }))
            }
            note(session)
        } catch { respond(.refused("\(error)")) }
    }

    func respond(_ response: AgentResponse, over connection: AgentSocket) throws {
        connection.limitExchange(toSeconds: Self.longestExchange)
        try connection.send(response)
    }

    private func unlock(_ identity: Secret, _ seconds: Double) throws -> AgentResponse {
        do { try state.withLock { try $0.unlock(identity, for: seconds) } } catch AgentError.locked { return .locked }
        return .done
    }

    private func status() -> AgentResponse {
        state.withLock { state in
            guard state.isUnlocked, let time = state.timeLeft else { return .locked }
            return .secondsLeft(time / .seconds(1))
        }
    }

    func session() throws -> AgentSession? { try state.withLock { try $0.session(with: vault) } }

    /// What a session leaves behind is kept before anybody hears of it.
    func using<Result>(_ session: inout AgentSession, _ body: (inout AgentSession) throws -> Result) rethrows -> Result
    {
        defer {
            let session = session
            state.withLock { $0.keep(session) }
        }
        return try body(&session)
    }

    /// Notes what was used, and what comes up meanwhile, unless another thread does.
    private func note(_ session: AgentSession) {
        guard state.withLock({ $0.notes.add(session.uses) }) else { return }
        while let notes = state.withLock({ $0.notes.next() }) {
            do { try vault.update(with: session.identity) { vault in for note in notes { note(&vault) } } } catch {
                return state.withLock { $0.notes.fail() }
            }
        }
    }
}
