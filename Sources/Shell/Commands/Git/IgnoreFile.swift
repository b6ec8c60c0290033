import Foundation
import Git
import SecretScan

/// `.sluiceignore`: the findings that people have let pass, with their reasons, for reviewers to see.
///
/// Only what goes with the commit counts: reviewers see nothing of what merely lies in the work tree.
struct IgnoreFile {
    static let name = ".sluiceignore"

    private let repository: Repository

    init(_ repository: Repository) {
        self.repository = repository
    }

    var url: URL { repository.workTree.appending(path: Self.name) }

    /// What the file lets pass on an occasion; what is wrong with it is said.
    func ignores(on occasion: FindingReview.Occasion, warning console: Console) async throws -> Ignores {
        let bytes =
            switch occasion {
            case .push(let commit): try await repository.content(of: Self.name, at: commit)
            case .commit(let paths): try await repository.stagedContent(of: Self.name, among: paths)
            }
        let ignores = Ignores(String(decoding: bytes ?? [], as: UTF8.self))
        for diagnostic in ignores.diagnostics {
            console.note("warning: \(Self.name):\(diagnostic.line): \(Untrusted.line(diagnostic.message))")
        }
        return ignores
    }

    /// What the file in the work tree would let pass.
    var uncommitted: Ignores { Ignores(text) }

    func add(_ fingerprints: Set<Fingerprint>, reason: String) throws {
        let text = fingerprints.sorted { "\($0)" < "\($1)" }.reduce(text) {
            Ignores.adding($1, reason: reason, to: $0)
        }
        try Data(text.utf8).write(to: url, options: .atomic)
    }

    private var text: String { (try? String(contentsOf: url, encoding: .utf8)) ?? "" }
}
