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
                let response = answer(request)
                connection.limitExchange(toSeconds: Self.longestExchange)
                try? connection.send(message: response.bytes)
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
        default: try respond(answer(request), over: connection)
        }
    }

    private func respond(_ response: AgentResponse, over connection: AgentSocket) throws {
        connection.limitExchange(toSeconds: Self.longestExchange)
        try connection.send(response)
    }

    private func answer(_ request: AgentRequest) throws -> AgentResponse {
        switch request {
        case .unlock(let identity, let seconds):
            do { try state.withLock { try $0.unlock(Secret(identity), for: seconds) } } catch AgentError.locked {
                return .locked
            }
            return .done
        case .status:
            return state.withLock { state in
                guard state.isUnlocked, let time = state.timeLeft else { return .locked }
                return .secondsLeft(time / .seconds(1))
            }
        default:
            guard var session = try session() else { return .locked }
            defer { state.withLock { $0.keep(session) } }
            return try session.answer(request)
        }
    }

    private func answer(_ request: PlainRequest) -> PlainResponse {
        do {
            guard var session = try session() else { return .locked }
            switch request {
            case .git(let operation, let message):
                defer { state.withLock { $0.keep(session) } }
                return .answer(try session.git(operation, message))
            }
        } catch { return .refused("\(error)") }
    }

    private func session() throws -> AgentSession? { try state.withLock { try $0.session(with: vault) } }

    /// On a thread of its own, since it takes as long as the text does.
    private func startSearch(over connection: AgentSocket) throws {
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
    private func tellHandedOut(over connection: AgentSocket) throws {
        try respond(.done, over: connection)
        var known: [Secret] = []
        while true {
            let news = try state.withLock { try $0.listen(connection, knowing: known) }
            if news.isEmpty { return }
            for secret in news { try connection.send(message: secret.withBytes { Array($0) }) }
            known += news
        }
    }
}
