internal import AgentLink
internal import CLinux
public import Foundation
internal import Glibc

/// The process that holds this machine's identity between `unlock` and `lock`, and answers one credential at a time.
///
/// It lives as long as it is unlocked: it ends with `lock` or when the time is up, and its memory with it. The identity
/// lies in locked memory; while a request is served, copies of it and of the vault are in ordinary memory of a process
/// that cannot be dumped.
public struct Agent {
    /// How long an agent waits for its first `unlock`.
    private static let patience = Duration.seconds(60)
    /// A client that dawdles must not keep the others waiting, in seconds.
    private static let longestExchange = 2

    /// How soon it notices that its socket is gone.
    private static let watch = Duration.seconds(5)

    private let vault: VaultFile
    private let search: SecretSearch
    private let clock = ContinuousClock()
    private var identity: LockedMemory?
    private var held: [Credential] = []
    private var handedOut = HandedOut()
    private var listeners = Listeners()
    private var deadline: ContinuousClock.Instant

    private init(_ vault: VaultFile, _ search: @escaping SecretSearch) {
        self.vault = vault
        self.search = search
        deadline = clock.now + Self.patience
    }

    /// Serves until `lock`, until the time is up, or until the socket's folder goes, as that of a log-in does at log-out;
    /// blocks its thread. For a process of its own: it forbids that this process is dumped or traced.
    ///
    /// - Parameters:
    ///   - search: finds secrets in text.
    ///   - ready: called once clients can connect.
    /// - Throws: `AgentError`; `.running` if there is an agent already.
    public static func serve(
        socket url: URL, vault: VaultFile, search: @escaping SecretSearch, ready: () -> Void = {}
    ) throws {
        forbidDumps()
        let socket = try AgentSocket.listen(at: url)
        defer { unlink(url.path) }
        ready()
        var agent = Agent(vault, search)
        while agent.deadline > agent.clock.now, access(url.path, F_OK) == 0 {
            let time = min(agent.deadline - agent.clock.now, watch)
            guard let connection = socket.accept(within: time) else { continue }
            connection.limitWaiting(toSeconds: longestExchange)
            agent.exchange(over: connection)
        }
    }

    private static func forbidDumps() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        _ = clinux_forbid_dumps()
    }

    /// One request and its response; a client that breaks off is none of the others' business.
    private mutating func exchange(over connection: AgentSocket) {
        guard let message = try? connection.receiveMessage() else { return }
        if let request = PlainRequest(message) {
            try? connection.send(message: answer(request).bytes)
        } else if let request = try? AgentSocket.decode(AgentRequest.self, message) {
            switch request {
            case .search: return startSearch(over: connection)
            case .handedOut:
                try? listeners.add(connection, toldOf: handedOut.secrets)
                return
            default: break
            }
            let response: AgentResponse
            do { response = try answer(request) } catch { response = .refused("\(error)") }
            try? connection.send(response)
        }
    }

    private mutating func answer(_ request: AgentRequest) throws -> AgentResponse {
        switch request {
        case .unlock(let identity, let seconds):
            return try unlock(Secret(identity), seconds)
        case .lock:
            (identity, held, handedOut) = (nil, [], HandedOut())
            deadline = clock.now
            return .done
        default:
            guard var session = try session() else { return .locked }
            if case .status = request { return .secondsLeft((deadline - clock.now) / .seconds(1)) }
            defer { keep(session) }
            return try session.answer(request)
        }
    }

    private mutating func answer(_ request: PlainRequest) -> PlainResponse {
        do {
            guard var session = try session() else { return .locked }
            switch request {
            case .git(let operation, let message):
                defer { keep(session) }
                return .answer(try session.git(operation, message))
            }
        } catch { return .refused("\(error)") }
    }

    /// What a session leaves behind. Whoever hides secrets knows of one before anybody else gets it.
    private mutating func keep(_ session: AgentSession) {
        held = session.held
        listeners.tell(handedOut.add(session.handedOut))
    }

    /// Searches on a thread of its own, since it takes as long as the text does.
    private func startSearch(over connection: AgentSocket) {
        do {
            guard let secrets = try session()?.secrets() else { return try connection.send(AgentResponse.locked) }
            try connection.send(AgentResponse.done)
            connection.limitWaiting(toSeconds: AgentSearch.longestPause)
            Thread.detachNewThread { [search] in
                // Whoever asked notices that no answer comes.
                do {
                    try connection.send(text: search(secrets, connection.receiveText))
                    try connection.endText()
                } catch {}
            }
        } catch {
            try? connection.send(AgentResponse.refused("\(error)"))
        }
    }

    private func session() throws -> AgentSession? {
        guard let identity else { return nil }
        return AgentSession(vault: vault, identity: try X25519Identity(identity.secret), held: held)
    }

    private mutating func unlock(_ text: Secret, _ seconds: Double) throws -> AgentResponse {
        _ = try X25519Identity(text)
        guard seconds > 0, seconds.isFinite else { throw AgentError.malformedMessage }
        identity = try LockedMemory(text)
        deadline = clock.now + .seconds(min(seconds, Double(Int32.max)))
        return .done
    }
}
