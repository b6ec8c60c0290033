internal import AgentLink
internal import Foundation

/// What an agent remembers from one request to the next.
struct AgentState {
    private let clock = ContinuousClock()
    private var identity: LockedMemory?
    var trials = Trials()
    var notes = UseNotes()
    private(set) var handedOut = HandedOut()
    private var listeners = Listeners()
    private var deadline: ContinuousClock.Instant

    /// - Parameter patience: how long to wait for the first `unlock`.
    init(patience: Duration) {
        deadline = clock.now + patience
    }

    /// How long the agent lives on; `nil` once it is over.
    var timeLeft: Duration? { deadline > clock.now ? deadline - clock.now : nil }

    var isUnlocked: Bool { identity != nil }

    /// - Throws: `AgentError.locked` once it is over: the next agent has to be asked.
    mutating func unlock(_ text: Secret, for seconds: Double) throws {
        guard timeLeft != nil else { throw AgentError.locked }
        _ = try X25519Identity(text)
        guard seconds > 0, seconds.isFinite else { throw AgentError.malformedMessage }
        identity = try LockedMemory(text)
        deadline = clock.now + .seconds(min(seconds, Double(Int32.max)))
    }

    mutating func lock() {
        (identity, trials, handedOut) = (nil, Trials(), HandedOut())
        deadline = clock.now
    }

    /// `nil` while there is no identity, and once its time is over.
    func session(with vault: VaultFile) throws -> AgentSession? {
        guard let identity, timeLeft != nil else { return nil }
        return AgentSession(vault: vault, identity: try X25519Identity(identity.secret), held: trials.credentials)
    }

    /// What a session leaves behind. Whoever hides secrets knows of one before anybody else gets it.
    mutating func keep(_ session: AgentSession) {
        trials.end(session.settled)
        listeners.tell(handedOut.add(session.handedOut))
    }

    /// Hides no more what has opened nothing.
    mutating func forget(_ refused: [Secret]) {
        for secret in refused where handedOut.remove(secret) { listeners.tellForgotten(secret) }
    }

    /// Begins a trial, unless there is nothing to come before.
    mutating func begin(_ trial: Credential, over connection: AgentSocket) -> Bool {
        guard isUnlocked, timeLeft != nil else { return false }
        trials.begin(trial, over: connection)
        return true
    }

    /// Tells the connection of each further secret, if it knows all others; else answers what it does not know yet.
    mutating func listen(_ connection: AgentSocket, knowing known: [Secret]) throws -> [Secret] {
        let news = handedOut.secrets.filter { !known.contains($0) }
        if news.isEmpty { try listeners.add(connection) }
        return news
    }
}
