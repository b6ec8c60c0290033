import Credentials
import Foundation
import Git

/// What the store has for a remote, in the order in which git gets it.
struct StoredAccess {
    private let entries: [CredentialSummary]
    private let place: GitPlace
    private let now: Date

    /// An agent that can't be asked has nothing for now.
    ///
    /// - Parameter usesPath: whether git asks for the repository, and not for its host.
    init(_ place: GitPlace, usesPath: Bool, in store: CredentialStore, now: Date) {
        (self.place, self.now) = (place, now)
        entries = ((try? store.agent.list()) ?? []).filter { entry in
            let isMeant =
                usesPath
                ? entry.pattern == place.pattern
                : entry.pattern == place.hostPattern || entry.pattern.hasPrefix(place.hostPattern + "/")
            return entry.kind == .git && isMeant
                && (place.user == nil || place.user == entry.username)
        }
    }

    /// What git got; if all have expired, the first of them.
    var tried: CredentialSummary? { entries.first { !$0.isExpired(at: now) } ?? entries.first }

    /// What it did not get since it goes by the host, and takes one.
    var others: [CredentialSummary] {
        entries.filter { $0.username != tried?.username && $0.username?.isEmpty == false && !$0.isExpired(at: now) }
    }

    /// How the host takes what it got, as a sentence's end.
    var refusal: String {
        guard let tried else { return "refuses access" }
        if let day = tried.lastGoodDay, tried.isExpired(at: now) {
            return "wants a credential, and what your store has for it was good until \(day)"
        }
        return "does not accept what your store has for it" + (tried.user.map { " (\($0))" } ?? "")
    }

    /// `http://ann@host/path`: with a user in it git asks for theirs.
    func url(of user: String) -> String {
        let name = user.addingPercentEncoding(withAllowedCharacters: .urlUserAllowed) ?? user
        return place.pattern.replacing("://", with: "://\(name)@", maxReplacements: 1)
    }
}
