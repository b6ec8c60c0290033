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

    private let vault: VaultFile
    private let clock = ContinuousClock()
    private var identity: LockedMemory?
    private var deadline: ContinuousClock.Instant

    private init(_ vault: VaultFile) {
        self.vault = vault
        deadline = clock.now + Self.patience
    }

    /// Serves until `lock` or until the time is up; blocks its thread. For a process of its own: it forbids that this
    /// process is dumped or traced.
    ///
    /// - Parameter ready: called once clients can connect.
    /// - Throws: `AgentError`; `.running` if there is an agent already.
    public static func serve(socket url: URL, vault: VaultFile, ready: () -> Void = {}) throws {
        forbidDumps()
        let socket = try AgentSocket.listen(at: url)
        defer { unlink(url.path) }
        ready()
        var agent = Agent(vault)
        while agent.deadline > agent.clock.now {
            guard let connection = socket.accept(within: agent.deadline - agent.clock.now) else { continue }
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
        guard let request = try? connection.receive(AgentRequest.self) else { return }
        let response: AgentResponse
        do { response = try answer(request) } catch { response = .refused("\(error)") }
        try? connection.send(response)
    }

    private mutating func answer(_ request: AgentRequest) throws -> AgentResponse {
        switch request {
        case .unlock(let identity, let seconds):
            return try unlock(Secret(identity), seconds)
        case .lock:
            identity = nil
            deadline = clock.now
            return .done
        default:
            guard let identity else { return .locked }
            guard case .status = request else {
                return try AgentSession(vault: vault, identity: X25519Identity(identity.secret)).answer(request)
            }
            return .secondsLeft((deadline - clock.now) / .seconds(1))
        }
    }

    private mutating func unlock(_ text: Secret, _ seconds: Double) throws -> AgentResponse {
        _ = try X25519Identity(text)
        guard seconds > 0, seconds.isFinite else { throw AgentError.malformedMessage }
        identity = try LockedMemory(text)
        deadline = clock.now + .seconds(min(seconds, Double(Int32.max)))
        return .done
    }
}
