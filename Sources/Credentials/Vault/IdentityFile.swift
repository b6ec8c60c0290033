public import Foundation

/// This machine's identity on disk: an age file under a passphrase, with which `age -d -i` opens the vault too.
public struct IdentityFile: Sendable {
    public let url: URL

    public init(_ url: URL) {
        self.url = url
    }

    /// Makes a new identity. Takes about a second at the usual work factor.
    public func create(
        passphrase: Secret, workFactor: Int = Age.usualWorkFactor
    ) throws -> X25519Identity {
        try PrivateFile.makeFolder(url.deletingLastPathComponent())
        return try FileLock(url.appendingPathExtension("lock")).whileHeld {
            guard !FileManager.default.fileExists(atPath: url.path) else { throw VaultError.exists(path: url.path) }
            let identity = X25519Identity()
            try write(identity, passphrase, workFactor)
            return identity
        }
    }

    /// - Throws: `VaultError.wrongPassphrase`, `.missing` or `.damaged`.
    public func open(passphrase: Secret) throws -> X25519Identity {
        let file = try PrivateFile(url).read()
        do throws(AgeError) {
            let content = try Age.decrypt(file, with: [.passphrase(passphrase)])
            return try X25519Identity(Self.key(in: content))
        } catch .noMatch {
            throw VaultError.wrongPassphrase(path: url.path)
        } catch {
            throw VaultError.damaged(path: url.path, reason: error.description, backup: nil)
        }
    }

    /// Puts the same identity under another passphrase; the vault stays as it is.
    public func changePassphrase(
        from old: Secret, to new: Secret, workFactor: Int = Age.usualWorkFactor
    ) throws {
        try FileLock(url.appendingPathExtension("lock")).whileHeld {
            try write(try open(passphrase: old), new, workFactor)
        }
    }

    private func write(_ identity: X25519Identity, _ passphrase: Secret, _ workFactor: Int) throws {
        let content = "# public key: \(identity.recipient)\n\(identity.text.reveal())\n"
        let recipients = Age.Recipients.passphrase(passphrase, workFactor: workFactor)
        try PrivateFile(url).replace(with: Age.encrypt(Array(content.utf8), to: recipients))
    }

    /// The one line that is no comment.
    private static func key(in content: [UInt8]) -> Secret {
        let lines = content.split(separator: UInt8(ascii: "\n"))
        return Secret(bytes: Array(lines.first { $0.first != UInt8(ascii: "#") } ?? []))
    }
}
