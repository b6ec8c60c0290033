import Credentials
import Foundation
import Glibc

/// Looks at the files in which credentials lie: whether others can read them, and whether they are in plain text.
struct FileCheck {
    let context: CommandContext
    let consent: ConsentOptions

    func ailments() -> [Ailment] {
        let plain = PlainTextFile.usual(context.environment).filter(\.isThere)
        let files = plain.map(\.url) + ownFiles() + sshKeys()
        return files.compactMap(open) + plain.compactMap(plainText)
    }

    private func ownFiles() -> [URL] {
        guard let store = context.credentials?.store else { return [] }
        let source = context.environment["SLUICE_PASSPHRASE_FILE"].map { [URL(filePath: $0)] } ?? []
        return [store.identity.url, store.identity.copy, store.vault.url, store.vault.previous] + source
    }

    private func sshKeys() -> [URL] {
        let home = URL(filePath: context.environment["HOME"] ?? NSHomeDirectory(), directoryHint: .isDirectory)
        let folder = home.appending(path: ".ssh")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasPrefix("id_") && !$0.hasSuffix(".pub") }.sorted().map { folder.appending(path: $0) }
    }

    /// Of a link the file counts that it leads to.
    private func open(_ url: URL) -> Ailment? {
        let url = url.resolvingSymlinksInPath()
        let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
        let isOwn = attributes?[.ownerAccountID] as? UInt32 == geteuid()
        // What root has put there for this user may be readable to a group of theirs.
        guard let mode = attributes?[.posixPermissions] as? Int, mode & (isOwn ? 0o077 : 0o027) != 0 else { return nil }
        let path = Untrusted.line(url.path)
        let text = "\(path): others than you may read it (mode \(String(mode, radix: 8)))"
        guard isOwn else { return Ailment(text: "\(text); it belongs to another user") }
        return Ailment(
            text: text,
            remedy: Ailment.Remedy(question: "Make it yours alone (mode 600)?") {
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.path)
                return "done"
            })
    }

    private func plainText(_ file: PlainTextFile) -> Ailment? {
        let content: ImportedFile
        do { content = try file.read(now: context.now()) } catch {
            return Ailment(text: ErrorReport.failure(for: error).lines.joined(separator: " "))
        }
        if content.credentials.isEmpty { return nil }
        return Ailment(
            text: "\(file.url.path): \(content.credentials.counted) in plain text",
            remedy: Ailment.Remedy(question: "Import it?") {
                let plain = PlainTextImport(context: context, file: file, consent: consent)
                plain.sayProblems(of: content)
                return try await plain.take(content) ? "done" : nil
            })
    }
}
