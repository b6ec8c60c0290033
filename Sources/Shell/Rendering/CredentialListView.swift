import Credentials
import Foundation

/// The credentials as a table, without their secrets.
struct CredentialListView {
    let style: Style
    let now: Date

    func lines(_ all: [CredentialSummary]) -> [String] {
        var table = Table(["KIND", "FOR", "USER", "EXPIRES", "USED", "NOTE"])
        for entry in all {
            table.add([
                entry.kind.word, Untrusted.line(entry.pattern), entry.user ?? "-", expiry(entry),
                entry.lastUsed.map { Elapsed.age($0, now: now) } ?? "never", Untrusted.line(entry.note ?? ""),
            ])
        }
        return table.lines(style)
    }

    private func expiry(_ entry: CredentialSummary) -> String {
        guard let day = entry.lastGoodDay else { return "-" }
        return entry.isExpired(at: now) ? style.paint("expired", .red) : day
    }
}
