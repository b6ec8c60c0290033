import Foundation

/// AWS's two shared files taken together, as every AWS tool has them.
///
/// Source: AWS SDKs and Tools Reference Guide, "Shared config and credentials files".
struct SharedFiles: Sendable, Equatable {
    /// By name; what the credentials file says of a profile wins.
    var profiles: [String: SharedFile.Section] = [:]
    var ssoSessions: [String: SharedFile.Section] = [:]
    /// The `services` sections, which hold endpoints of single services.
    var services: [String: SharedFile.Section] = [:]
    /// What the credentials file alone says: its keys come before those of the config file.
    var credentials: [String: SharedFile.Section] = [:]

    init(config: SharedFile?, credentials: SharedFile?) {
        for (name, section) in config?.sections ?? [:] { add(section, named: name) }
        self.credentials = credentials?.sections ?? [:]
        for (name, section) in self.credentials { profiles[name, default: [:]].merge(section) { $1 } }
    }

    /// `[default]`, `[profile NAME]`, `[sso-session NAME]` and `[services NAME]`; other sections mean nothing.
    private mutating func add(_ section: SharedFile.Section, named name: String) {
        if name == "default" {
            profiles[name] = section
            return
        }
        let words = ShellWords.split(name)
        guard words.count == 2 else { return }
        switch words[0] {
        case "profile": profiles[words[1], default: [:]].merge(section) { $1 }
        case "sso-session": ssoSessions[words[1]] = section
        case "services": services[words[1]] = section
        default: return
        }
    }
}

extension SharedFiles {
    /// Reads the files that the environment names, or those in `~/.aws`; a file that isn't there is empty.
    static func read(_ environment: [String: String]) throws(AWSConfigurationError) -> SharedFiles {
        try SharedFiles(
            config: file("AWS_CONFIG_FILE", "~/.aws/config", environment),
            credentials: file("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials", environment))
    }

    private static func file(
        _ variable: String, _ usual: String, _ environment: [String: String]
    ) throws(AWSConfigurationError) -> SharedFile? {
        let path = HomePath.expand(environment[variable] ?? usual, environment)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
        else { throw .unreadable(path: path, line: 1, reason: "this is no text that can be read") }
        return try SharedFile(text, path: path)
    }
}

/// Paths that begin with `~`.
enum HomePath {
    static func expand(_ path: String, _ environment: [String: String]) -> String {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        return (environment["HOME"] ?? NSHomeDirectory()) + path.dropFirst()
    }
}
