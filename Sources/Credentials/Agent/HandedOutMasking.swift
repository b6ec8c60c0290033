internal import AgentLink
public import Foundation
internal import Masking
internal import Synchronization

/// Hides in a process's text what the agent has handed out to anybody, in the ways in which a secret may be written.
///
/// Each process has one. The agent says what it has handed out when it is first asked, and of each further secret before
/// it hands that out; so nothing is asked for a text, and what was once learnt is hidden for as long as the process
/// lives, whatever becomes of the agent. The process holds those secrets in ordinary memory from then on; it has to be one
/// that can't be dumped, as all of sluice's are.
public final class HandedOutMasking: Sendable {
    private let socket: String
    private let state = Mutex(State())

    public init(socket: URL) {
        self.socket = socket.path
    }

    /// The text with `***` in place of each such secret. Blocks while the agent is first asked.
    public func masking(_ text: String) -> String {
        let masker = state.withLock { state in
            state.catchUp(socket)
            return state.currentMasker()
        }
        return masker.masking(text)
    }

    /// Hides a secret that is only tried, until `endTrials`, whatever becomes of it elsewhere.
    public func hide(_ secret: Secret) {
        state.withLock { $0.hide(secret) }
    }

    /// From here on only what the agent has handed out is hidden.
    public func endTrials() {
        state.withLock { $0.endTrials() }
    }

    /// All that is known, in plain, if that is more than at the last call: for whoever has a masker of their own. Blocks as
    /// `masking` does.
    public func news() -> [String]? {
        state.withLock { state in
            state.catchUp(socket)
            guard state.secrets.count > state.told else { return nil }
            state.told = state.secrets.count
            return state.secrets.map { $0.reveal() }
        }
    }

    private struct State {
        var connection: AgentSocket?
        var secrets: Set<Secret> = []
        /// How many of them `news` has answered.
        var told = 0
        private var tried: Set<Secret> = []
        /// Hides all of these; `nil` once there are others.
        private var masker: Masker?
        /// Until when an agent that did not answer is left alone.
        private var rest: ContinuousClock.Instant?

        /// An agent that hangs must not make each text wait for it.
        private static let patience = Duration.seconds(60)

        /// Without an agent, and with one that breaks off, what is known has to do.
        mutating func catchUp(_ socket: String) {
            if connection.map({ (try? readNews(over: $0)) != nil }) ?? false { return }
            connection = nil
            if let rest, rest > .now { return }
            do { connection = try begin(at: socket) } catch AgentError.system, AgentError.timedOut {
                rest = .now + Self.patience
            } catch {}
        }

        mutating func currentMasker() -> Masker {
            if let masker { return masker }
            let masker = Masker(secrets: secrets.union(tried).map { $0.reveal() })
            self.masker = masker
            return masker
        }

        mutating func hide(_ secret: Secret) {
            if secret.withBytes(\.count) >= HandedOut.shortest, tried.insert(secret).inserted { masker = nil }
        }

        mutating func endTrials() {
            if !tried.isEmpty { (tried, masker) = ([], nil) }
        }

        private mutating func begin(at socket: String) throws -> AgentSocket {
            let connection = try AgentSocket.client(at: socket)
            connection.limitPauses(toSeconds: 10)
            guard case .done = try connection.response(to: .handedOut) else { throw AgentError.malformedMessage }
            while try readSecret(over: connection) {}
            return connection
        }

        private mutating func readNews(over connection: AgentSocket) throws {
            while connection.isReadable {
                if try readSecret(over: connection) { continue }
                forget(Secret(bytes: try connection.receiveMessage()))
            }
        }

        private mutating func forget(_ secret: Secret) {
            guard secrets.remove(secret) != nil else { return }
            (told, masker) = (min(told, secrets.count), nil)
        }

        /// Answers whether it was one, and not the end of those that were handed out before.
        private mutating func readSecret(over connection: AgentSocket) throws -> Bool {
            let bytes = try connection.receiveMessage()
            if !bytes.isEmpty, secrets.insert(Secret(bytes: bytes)).inserted { masker = nil }
            return !bytes.isEmpty
        }
    }
}
