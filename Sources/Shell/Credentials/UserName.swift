import Credentials

/// The user name of an entry.
enum UserName {
    /// - Throws: `CommandFailure.usage` for one that could not be sent (RFC 7617, 2).
    static func check(_ user: String?, of kind: Credential.Kind, for pattern: String) throws {
        guard kind == .git, pattern.hasPrefix("http"), user?.contains(":") == true else { return }
        throw CommandFailure.usage("a user name over HTTP has no ':' in it: there the password would begin")
    }
}
