public import Foundation

/// git's credential helper protocol as functions of a vault: bytes in, bytes and a changed vault out.
///
/// The capability `authtype` is spoken; `state[]` and `wwwauth[]` are read and not needed.
public enum GitHelper {
    /// The operations of gitcredentials(7). A helper stays silent at any other.
    public enum Operation: String, Sendable, CaseIterable {
        case get, store, erase
    }

    private static let capability = "authtype"

    /// Answers what git is to read; empty where there is nothing to say.
    public static func perform(
        _ operation: Operation, _ request: [UInt8], on vault: inout Vault, now: Date
    ) throws(GitHelperError) -> [UInt8] {
        let request = try GitMessage(request)
        switch operation {
        case .get: return try get(request, from: &vault, now).bytes
        case .store: try store(request, in: &vault, now)
        case .erase: try erase(request, from: &vault)
        }
        return []
    }

    /// Whether an answer opens anything; that of an expired entry has no more than a refresh token.
    public static func isWhole(_ answer: [UInt8]) -> Bool {
        guard let answer = try? GitMessage(answer) else { return false }
        return answer["password"] != nil || answer["credential"] != nil
    }

    /// Whose an answer, or a request, is.
    public static func username(in message: [UInt8]) -> String? { (try? GitMessage(message))?["username"] }

    /// Whether a request means this entry.
    public static func isMeant(_ entry: CredentialSummary, by request: [UInt8]) -> Bool {
        guard let request = try? GitMessage(request), let target = try? GitTarget(request) else { return false }
        return matches(entry.key, target, request["username"])
    }

    /// What an answer, or a request, has of what nobody may see.
    static func secrets(in message: [UInt8]) throws(GitHelperError) -> [Secret] {
        let message = try GitMessage(message)
        return ["password", "credential", "oauth_refresh_token"].compactMap { message[$0] }.map { Secret($0) }
    }

    private static func get(
        _ request: GitMessage, from vault: inout Vault, _ now: Date
    ) throws(GitHelperError) -> GitMessage {
        let target = try GitTarget(request)
        let speaksAuthtype = request.values("capability[]").contains(capability)
        let candidates = vault.credentials.filter {
            matches($0.key, target, request["username"]) && ($0.authtype == nil || speaksAuthtype)
        }
        guard let found = candidates.first(where: { !$0.isExpired(at: now) }) ?? candidates.first else {
            return GitMessage()
        }
        vault.markUsed(found, at: now)
        return try answer(found, now)
    }

    /// Of an expired entry only the refresh token is of use, to a helper that git asks next.
    private static func answer(_ credential: Credential, _ now: Date) throws(GitHelperError) -> GitMessage {
        var answer = GitMessage()
        if credential.isExpired(at: now) {
            guard credential.refreshToken != nil else { return answer }
            try answer.set("username", credential.username)
        } else {
            try setSecret(of: credential, in: &answer)
            try answer.set("password_expiry_utc", credential.expires.map { String(Int($0.timeIntervalSince1970)) })
        }
        try answer.set("oauth_refresh_token", credential.refreshToken?.reveal())
        return answer
    }

    private static func setSecret(of credential: Credential, in answer: inout GitMessage) throws(GitHelperError) {
        if let authtype = credential.authtype {
            try answer.set("capability[]", capability)
            try answer.set("authtype", authtype)
        }
        try answer.set("username", credential.username)
        try answer.set(credential.authtype == nil ? "password" : "credential", credential.secret.reveal())
    }

    static func matches(_ entry: CredentialKey, _ target: GitTarget, _ username: String?) -> Bool {
        guard entry.kind == .git, let other = GitTarget(pattern: entry.pattern) else { return false }
        return target.accepts(other) && (username == nil || username == entry.username)
    }
}
