internal import Foundation

extension GitHelper {
    /// Keeps nothing of what is ephemeral or no whole credential, and makes no second entry of what git may have from one
    /// that is here: that of a path, where git does not ask for paths. git stores after each use, and one of before 2.40
    /// leaves out what it does not know of the answer that it got.
    static func store(
        _ request: GitMessage, in vault: inout Vault, _ now: Date
    ) throws(GitHelperError) {
        let target = try GitTarget(request)
        guard let secret = secret(in: request), !isTrue(request["ephemeral"]) else { return }
        let credential = Credential(
            kind: .git, pattern: target.pattern, username: request["username"], secret: secret,
            authtype: request["credential"] == nil ? nil : request["authtype"],
            expires: request["password_expiry_utc"].flatMap(expiry),
            refreshToken: request["oauth_refresh_token"].map { Secret($0) }, created: now)
        guard let known = known(credential, target, in: vault) else { return vault.store(credential) }
        let renewed = renewed(known, by: credential, now)
        // What is there already need not be written again, nor move to the front.
        if renewed != known { vault.store(renewed) }
    }

    /// The entry that has this secret for this user already: the very same, or one that a request like this gets.
    private static func known(_ credential: Credential, _ target: GitTarget, in vault: Vault) -> Credential? {
        let same = vault.credentials.filter {
            $0.secret == credential.secret && $0.username == credential.username
                && ($0.authtype == nil) == (credential.authtype == nil)
        }
        return same.first(where: credential.replaces) ?? same.first { matches($0.key, target, credential.username) }
    }

    /// What the request does not name stays, but for the expiry of what a host has accepted after it.
    private static func renewed(_ known: Credential, by credential: Credential, _ now: Date) -> Credential {
        var renewed = known
        renewed.authtype = credential.authtype
        renewed.expires = credential.expires ?? (known.isExpired(at: now) ? nil : known.expires)
        renewed.refreshToken = credential.refreshToken ?? known.refreshToken
        return renewed
    }

    static func erase(_ request: GitMessage, from vault: inout Vault) throws(GitHelperError) {
        let target = try GitTarget(request)
        vault.remove { isDropped($0, by: request, target) }
    }

    /// Whether git's word decides on a credential that is on trial: it has opened, there is another, or it is refused.
    static func settles(_ operation: Operation, _ message: [UInt8], _ trial: Credential) -> Bool {
        guard let request = try? GitMessage(message), let target = try? GitTarget(request) else { return false }
        return switch operation {
        case .get: false
        case .store: secret(in: request) != nil && matches(trial.key, target, request["username"])
        case .erase: isDropped(trial, by: request, target)
        }
    }

    private static func isDropped(_ entry: Credential, by request: GitMessage, _ target: GitTarget) -> Bool {
        let secrets = ["password", "credential"].compactMap { request[$0] }.map { Secret($0) }
        return matches(entry.key, target, request["username"]) && (secrets.isEmpty || secrets.contains(entry.secret))
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
