internal import AgentLink
internal import CLinux
public import Foundation
internal import Glibc
internal import Synchronization

/// The process that holds this machine's identity between `unlock` and `lock`, and answers one credential at a time.
///
/// It lives as long as it is unlocked: it ends with `lock` or when the time is up, and its memory with it. The identity
/// lies in locked memory; while a request is served, copies of it and of the vault are in ordinary memory of a process
/// that cannot be dumped. Each client has a thread and a time of its own, so one that dawdles holds up no other.
public final class Agent: Sendable {
    /// How long an agent waits for its first `unlock`.
    private static let patience = Duration.seconds(60)
    /// How soon it notices that its socket is gone.
    private static let watch = Duration.seconds(5)
    /// So many are served at once; further ones wait.
    private static let mostClients = 32
    /// How long, in all, a client may take over its request, and then over reading the answer; in seconds.
    static let longestExchange = 10.0

    let vault: VaultFile
    let search: SecretSearch
    let state = Mutex(AgentState(patience: patience))
    private let place: ListeningPlace

    private init(_ place: ListeningPlace, _ vault: VaultFile, _ search: @escaping SecretSearch) {
        (self.place, self.search) = (place, search)
        var vault = vault
        vault.plugins.isPathOfAgent = true
        self.vault = vault
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
        let place = try ListeningPlace(url)
        defer { place.leave() }
        ready()
        Agent(place, vault, search).serve()
    }

    private static func forbidDumps() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        _ = clinux_forbid_dumps()
    }

    private func serve() {
        // One that had begun with its seats could not be let go while some are taken.
        let seats = DispatchSemaphore(value: 0)
        for _ in 0..<Self.mostClients { seats.signal() }
        while let time = state.withLock({ $0.timeLeft }), place.isOurs {
            guard let connection = place.socket.accept(within: min(time, Self.watch)) else { continue }
            seats.wait()
            Thread.detachNewThread { [self] in
                exchange(over: connection)
                seats.signal()
            }
        }
        place.socket.stopListening()
        // Who is being served gets an answer yet, if it does not take too long.
        let end = DispatchTime.now() + .seconds(5)
        for _ in 0..<Self.mostClients { _ = seats.wait(timeout: end) }
    }

    /// Forgets everything. Nobody can connect from now on, so who comes later starts another agent.
    func lock() {
        state.withLock { $0.lock() }
        place.socket.stopListening()
    }
}
