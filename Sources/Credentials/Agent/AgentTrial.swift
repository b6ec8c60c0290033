internal import AgentLink

/// A credential on trial, from its client's side: git gets it before what the vault has.
///
/// That ends with `release`, with the client however that ends, and when its entry is changed or git drops it.
public struct AgentTrial: Sendable {
    let connection: AgentSocket

    /// Ends the trial; with `keep` the credential goes into the vault, unless the trial had ended already.
    ///
    /// - Throws: `AgentError`; `.locked` if there is no agent any more.
    public func release(keep: Bool) throws {
        connection.limitExchange(toSeconds: AgentSocket.longestExchange)
        do {
            guard case .done = try connection.response(to: .release(keep: keep)) else {
                throw AgentError.malformedMessage
            }
        } catch AgentError.ended {
            throw AgentError.locked
        }
    }
}
