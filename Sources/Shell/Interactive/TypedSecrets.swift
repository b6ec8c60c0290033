import Credentials
import Synchronization

/// What was typed where it does not show, since the shell was opened: whoever types it once more, at the prompt and by
/// mistake, does not find it in the history.
final class TypedSecrets: Sendable {
    private let secrets = Mutex<Set<Secret>>([])

    /// What is shorter stands in lines that have nothing to do with it.
    private static let shortest = 4

    /// A command that was typed at the wrong question is none: no later one like it would be in the history.
    func add(_ secret: Secret) {
        let word = secret.reveal().split(separator: " ").first.map(String.init) ?? ""
        guard secret.withBytes(\.count) >= Self.shortest, CommandCatalog.find(word) == nil else { return }
        _ = secrets.withLock { $0.insert(secret) }
    }

    func areIn(_ line: String) -> Bool {
        secrets.withLock { secrets in secrets.contains { line.contains($0.reveal()) } }
    }
}
