internal import Foundation

extension GitHelper {
    /// Keeps nothing of what is ephemeral or no whole credential.
    static func store(
        _ request: GitMessage, in vault: inout Vault, _ now: Date
    ) throws(GitHelperError) {
        let target = try GitTarget(request)
        guard let secret = secret(in: request), !isTrue(request["ephemeral"]) else { return }
        var credential = Credential(
            kind: .git, pattern: target.pattern, username: request["username"], secret: secret,
            authtype: request["credential"] == nil ? nil : request["authtype"],
            expires: request["password_expiry_utc"].flatMap(expiry),
            refreshToken: request["oauth_refresh_token"].map { Secret($0) }, created: now)
        if let old = vault.credentials.first(where: credential.replaces), old.secret == secret {
            (credential.created, credential.lastUsed, credential.note) = (old.created, old.lastUsed, old.note)
            // git stores after each use: what is there already need not be written again, nor move to the front.
            if credential == old { return }
        }
        vault.store(credential)
    }

    static func erase(_ request: GitMessage, from vault: inout Vault) throws(GitHelperError) {
        let target = try GitTarget(request)
        let secrets = ["password", "credential"].compactMap { request[$0] }.map { Secret($0) }
        vault.remove { entry in
            matches(entry.key, target, request["username"]) && (secrets.isEmpty || secrets.contains(entry.secret))
        }
    }

    private static func secret(in request: GitMessage) -> Secret? {
        if request["authtype"] != nil, let credential = request["credential"] { return Secret(credential) }
        guard request["username"] != nil, let password = request["password"] else { return nil }
        return Secret(password)
    }

    /// git's own words for yes (git-config(1), boolean).
    private static func isTrue(_ text: String?) -> Bool {
        text.map { ["1", "true", "yes", "on"].contains($0.lowercased()) } ?? false
    }

    /// Seconds since 1970; what lies beyond the year 9999 is no expiry at all.
    private static func expiry(_ text: String) -> Date? {
        guard let seconds = UInt64(text), seconds <= 253_402_300_799 else { return nil }
        return Date(timeIntervalSince1970: TimeInterval(seconds))
    }
}
