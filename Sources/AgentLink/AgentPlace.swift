/// Where the agent's socket is, by the environment alone.
public enum AgentPlace {
    /// The longest path that a socket can have, in bytes.
    public static let longestPath = 107
    public static let socketName = "agent.sock"

    /// The folder of the socket. Without `SLUICE_HOME` it goes when the user logs out, where the system has a folder that
    /// does. `nil` where the environment does not say whose it is.
    ///
    /// - Parameter variable: a variable of the environment.
    public static func folder(_ variable: (String) -> String?) -> String? {
        if let home = variable("SLUICE_HOME"), !home.isEmpty { return "\(home)/run" }
        func absolute(_ name: String) -> String? { variable(name).flatMap { $0.hasPrefix("/") ? $0 : nil } }
        if let session = absolute("XDG_RUNTIME_DIR") { return "\(session)/sluice" }
        if let state = absolute("XDG_STATE_HOME") { return "\(state)/sluice/run" }
        return variable("HOME").map { "\($0)/.local/state/sluice/run" }
    }
}
