import Credentials
import Foundation
import Git

/// The credential that somebody has written into a remote's URL.
struct EmbeddedCredential {
    let credential: Credential
    /// The URL without it.
    let url: RemoteURL

    /// `nil` for a URL without one, or one that git asks no credential for.
    init?(_ text: String, now: Date) {
        guard let url = try? RemoteURL(text), url.embeddedCredential, let place = GitPlace(url),
            let scheme = text.firstRange(of: "://")
        else { return nil }
        let authority = text[scheme.upperBound...].prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return nil }
        let words = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            .map { String($0).removingPercentEncoding ?? String($0) }
        // A token in the place of the user name, as GitHub takes it.
        let isTokenAlone = words.count == 1 || ["", "x-oauth-basic"].contains(words[1])
        let user = isTokenAlone ? HostGuide(pattern: place.hostPattern).user ?? "token" : words[0]
        self.url = url
        credential = Credential(
            kind: .git, pattern: place.hostPattern, username: user, secret: Secret(isTokenAlone ? words[0] : words[1]),
            created: now)
    }
}
