import Credentials
import Foundation
import Git

/// The credential that somebody has written into `http.<url>.extraHeader`, which git then sends with each request.
struct HeaderCredential {
    let credential: Credential

    /// Fits such a header, and shows nothing of it (an extended regular expression, in no particular case).
    static let pattern = "^[Aa][Uu][Tt][Hh][Oo][Rr][Ii][Zz][Aa][Tt][Ii][Oo][Nn]:"

    static func isIn(_ entry: ConfigurationEntry) -> Bool {
        entry.key.hasPrefix("http.") && entry.key.hasSuffix("extraheader")
            && entry.value.lowercased().hasPrefix("authorization:")
    }

    /// `nil` where it is sent to every host, or in a way that every git can't be told by a helper.
    init?(_ entry: ConfigurationEntry, now: Date) {
        guard Self.isIn(entry), let place = entry.subsection.flatMap({ GitPlace($0) }),
            let words = Self.words(entry.value), words.count == 2
        else { return nil }
        let user: String?, secret: String
        switch words[0].lowercased() {
        case "basic":
            guard let data = Data(base64Encoded: words[1]) else { return nil }
            let parts = String(decoding: data, as: UTF8.self)
                .split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { return nil }
            (user, secret) = (parts[0], parts[1])
        case "bearer", "token":
            (user, secret) = (HostGuide(pattern: place.hostPattern).user, words[1])
        default: return nil
        }
        guard let user, !secret.isEmpty else { return nil }
        credential = Credential(
            kind: .git, pattern: place.hostPattern, username: user, secret: Secret(secret), created: now)
    }

    /// How a person can keep what only they know the host or the user of.
    static func advice(on entry: ConfigurationEntry) -> String {
        guard let place = entry.subsection.flatMap({ GitPlace($0) }) else {
            return "git sends it to every host: `credentials add https://HOST` keeps it for its own"
        }
        let user = HostGuide(pattern: place.hostPattern).user == nil ? " --user NAME" : ""
        return "`credentials add \(Untrusted.line(place.hostPattern))\(user)` keeps it"
    }

    /// The scheme, and what follows it.
    private static func words(_ header: String) -> [String]? {
        header.split(separator: ":", maxSplits: 1).last?.split(separator: " ").map(String.init)
    }
}
