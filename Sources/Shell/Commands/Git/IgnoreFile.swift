import Foundation
import Git
import SecretScan

/// `.sluiceignore`: the findings that people have let pass, with their reasons, for reviewers to see.
struct IgnoreFile {
    static let name = ".sluiceignore"

    private let url: URL

    init(_ repository: Repository) {
        url = repository.workTree.appending(path: Self.name)
    }

    /// What the file lets pass; what is wrong with it is said.
    func ignores(warning console: Console) -> Ignores {
        let ignores = Ignores(text)
        for diagnostic in ignores.diagnostics {
            console.note("warning: \(Self.name):\(diagnostic.line): \(Untrusted.line(diagnostic.message))")
        }
        return ignores
    }

    func add(_ fingerprints: Set<Fingerprint>, reason: String) throws {
        let text = fingerprints.sorted { "\($0)" < "\($1)" }.reduce(text) {
            Ignores.adding($1, reason: reason, to: $0)
        }
        try Data(text.utf8).write(to: url, options: .atomic)
    }

    private var text: String { (try? String(contentsOf: url, encoding: .utf8)) ?? "" }
}
