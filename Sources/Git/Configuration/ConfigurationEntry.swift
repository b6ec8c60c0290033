public import Foundation

/// One value of git's configuration and where it stands. A value may hold a secret that somebody has written there.
public struct ConfigurationEntry: Hashable, Sendable {
    /// `system`, `global`, `local`, `worktree`.
    public let scope: String
    /// The file; `nil` for what is in no file.
    public let file: URL?
    /// As git writes it: section and variable in lowercase.
    public let key: String
    public let value: String

    public init(scope: String, file: URL?, key: String, value: String) {
        (self.scope, self.file, self.key, self.value) = (scope, file, key, value)
    }

    /// What stands between the section's name and the variable's, in the case in which it was written: a URL, a name.
    public var subsection: String? {
        let parts = key.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let dot = parts[1].lastIndex(of: ".") else { return nil }
        return String(parts[1][..<dot])
    }
}

extension ConfigurationEntry {
    /// Fits a value that is `scheme://…@…`, whoever signs in there, and shows nothing of who does (an extended regular
    /// expression).
    public var placePattern: String? {
        guard let scheme = value.firstRange(of: "://") else { return nil }
        let authority = value[scheme.upperBound...].prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return nil }
        func literal(_ text: Substring) -> String {
            text.reduce(into: "") { $0 += #"\.[]{}()*+?^$|"#.contains($1) ? "\\\($1)" : String($1) }
        }
        return "^\(literal(value[..<scheme.upperBound]))[^/]*\(literal(value[at...]))$"
    }
}

extension GitCommand {
    /// All of the configuration that counts in a folder, but for what single calls add.
    public func configuration(in directory: URL) async throws -> [ConfigurationEntry] {
        let output = try await run(["config", "--list", "--show-scope", "--show-origin", "-z"], in: directory).orThrow()
        var fields = output.fields[...]
        var entries: [ConfigurationEntry] = []
        while let scope = fields.popFirst(), let origin = fields.popFirst(), let text = fields.popFirst() {
            let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let path = origin.hasPrefix("file:") ? String(origin.dropFirst("file:".count)) : nil
            guard scope != "command", let key = parts.first else { continue }
            entries.append(
                ConfigurationEntry(
                    scope: scope, file: path.map { URL(filePath: $0, relativeTo: directory) }, key: key,
                    value: parts.count > 1 ? parts[1] : "true"))
        }
        return entries
    }

    /// The values of a key in the user's own configuration, in order.
    public func globalValues(of key: String, in directory: URL) async throws -> [String] {
        let output = try await run(["config", "--global", "--null", "--get-all", key], in: directory)
        return output.succeeded ? output.fields : []
    }

    /// Adds a value behind those that the user's own configuration has.
    public func addGlobalValue(_ value: String, of key: String, in directory: URL) async throws {
        _ = try await run(["config", "--global", "--add", key, value], in: directory).orThrow()
    }

    /// Removes every value of the key that is exactly this one.
    public func removeGlobalValue(_ value: String, of key: String, in directory: URL) async throws {
        _ = try await run(["config", "--global", "--fixed-value", "--unset-all", key, value], in: directory).orThrow()
    }

    /// Replaces a value that is a URL by this one, in the file where it stands, and leaves the key's others. The key must be
    /// no secret: it is an argument of git's.
    public func replace(_ entry: ConfigurationEntry, with url: RemoteURL, in directory: URL) async throws {
        guard let file = entry.file, let pattern = entry.placePattern else { return }
        let place = ["config", "--file", file.path(percentEncoded: false)]
        _ = try await run(place + [entry.key, url.withoutCredentials, pattern], in: directory).orThrow()
    }

    /// Removes a value from the file where it stands. It must be no secret: it is an argument of git's.
    public func remove(_ entry: ConfigurationEntry, in directory: URL) async throws {
        guard let file = entry.file else { return }
        let place = ["config", "--file", file.path(percentEncoded: false)]
        _ = try await run(place + ["--fixed-value", "--unset-all", entry.key, entry.value], in: directory).orThrow()
    }

    /// Removes the values of a key that a pattern fits, from the file where the entry stands.
    ///
    /// - Parameter pattern: an extended regular expression. It must be no secret: it is an argument of git's.
    public func removeValues(
        likeThatOf entry: ConfigurationEntry, fitting pattern: String, in directory: URL
    ) async throws {
        guard let file = entry.file else { return }
        let place = ["config", "--file", file.path(percentEncoded: false)]
        _ = try await run(place + ["--unset-all", entry.key, pattern], in: directory).orThrow()
    }
}
