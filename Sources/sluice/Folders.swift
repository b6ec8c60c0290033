import AgentLink
import Foundation
import Runner

/// Where sluice keeps its files: under `SLUICE_HOME`, or else in the XDG base directories.
///
/// Everything here is private: folders are 0700, files 0600.
struct Folders: Sendable {
    /// What the user sets: `engine.json`, `credentials.json`.
    let configuration: URL
    /// The vault, and the identity that opens it.
    let credentials: URL
    /// What must not be lost: the engine's database, artifacts, builds, the shell's history.
    let state: URL
    /// What can be made again: mirrors of git repositories.
    let cache: URL
    /// The engine's socket.
    let runtime: URL
    /// The agent's socket. It goes when the user logs out, where the system has a folder that does.
    let session: URL

    /// What is wrong with `SLUICE_HOME`: git and the engine, which start elsewhere, would take a relative path for
    /// another one.
    static func problem(in environment: [String: String]) -> String? {
        guard let home = environment["SLUICE_HOME"], !home.isEmpty, !home.hasPrefix("/") else { return nil }
        return "SLUICE_HOME must be an absolute path, and '\(home)' is none"
    }

    init(environment: [String: String]) {
        let home = environment["HOME"] ?? NSHomeDirectory()
        let place = AgentPlace.folder { environment[$0] ?? ($0 == "HOME" ? home : nil) }
        session = URL(filePath: place ?? home, directoryHint: .isDirectory).standardizedFileURL
        if let home = environment["SLUICE_HOME"], !home.isEmpty {
            let home = URL(filePath: home, directoryHint: .isDirectory).standardizedFileURL
            configuration = home.appending(path: "config", directoryHint: .isDirectory)
            credentials = home.appending(path: "credentials", directoryHint: .isDirectory)
            state = home.appending(path: "state", directoryHint: .isDirectory)
            cache = home.appending(path: "cache", directoryHint: .isDirectory)
            runtime = home.appending(path: "run", directoryHint: .isDirectory)
            return
        }
        let base = URL(filePath: home, directoryHint: .isDirectory)
        func folder(_ variable: String, _ fallback: String) -> URL {
            let given = environment[variable].flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
            return (given ?? base.appending(path: fallback)).appending(path: "sluice", directoryHint: .isDirectory)
        }
        configuration = folder("XDG_CONFIG_HOME", ".config")
        state = folder("XDG_STATE_HOME", ".local/state")
        cache = folder("XDG_CACHE_HOME", ".cache")
        credentials = folder("XDG_DATA_HOME", ".local/share")
        // Beside the lock, and not in XDG_RUNTIME_DIR, which goes when the user logs out: the engine stays.
        runtime = state.appending(path: "run", directoryHint: .isDirectory)
    }

    /// Those variables that lead to the same folders, for a process with another environment.
    static func variables(in environment: [String: String]) -> [String: String] {
        let home = ["SLUICE_HOME"].filter { environment[$0]?.isEmpty == false }
        let bases = ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"]
        let names = home.isEmpty ? bases : home
        return environment.filter { names.contains($0.key) }
    }

    var settings: URL { configuration.appending(path: "engine.json") }
    var history: URL { state.appending(path: "history") }
    var builds: URL { state.appending(path: "builds", directoryHint: .isDirectory) }
    /// Files on their way into the artifact store, on the same volume as it.
    var drafts: URL { state.appending(path: "drafts", directoryHint: .isDirectory) }
    /// The address the engine listens on, while it does.
    var networkAddress: URL { state.appending(path: "engine.url") }
    var engineLog: URL { state.appending(path: "engine.log") }

    var vault: URL { credentials.appending(path: "vault.age") }
    var identity: URL { credentials.appending(path: "identity.age") }
    var credentialSettings: URL { configuration.appending(path: "credentials.json") }

    var socket: URL { Self.short(runtime.appending(path: "engine.sock")) }
    var agentSocket: URL { Self.short(session.appending(path: AgentPlace.socketName)) }

    /// A path too long for a socket gives way to a short one of the same user.
    private static func short(_ socket: URL) -> URL {
        if socket.path.utf8.count <= AgentPlace.longestPath { return socket }
        return URL(filePath: "/tmp/sluice-\(getuid())/\(StableHash(socket.path).text).sock")
    }
}
