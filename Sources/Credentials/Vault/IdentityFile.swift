public import Foundation

/// This machine's identity on disk: an age file under a passphrase, with which `age -d -i` opens the vault too.
public struct IdentityFile: Sendable {
    public let url: URL
    /// The same once more. It is under the same passphrase: one that was given up opens nothing.
    public var copy: URL { url.appendingPathExtension("copy") }

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

    /// Whether there is one, or its copy at least.
    public var isThere: Bool { [url, copy].map(\.path).contains(where: FileManager.default.fileExists) }

    /// - Throws: `VaultError.wrongPassphrase`, `.missing` or `.damaged`, which names the copy if that opens.
    public func open(passphrase: Secret) throws -> X25519Identity {
        let identity = try identity(passphrase)
        try? FileLock(url.appendingPathExtension("lock")).whileHeld {
            // Of a store that is older than copies, or where a crash came between the two.
            let file = try PrivateFile(url).read()
            if try PrivateFile(copy).readIfThere() != file { try PrivateFile(copy).replace(with: file) }
        }
        return identity
    }

    private func identity(_ passphrase: Secret) throws -> X25519Identity {
        do {
            return try Self.identity(in: PrivateFile(url).read(), at: url, passphrase)
        } catch VaultError.damaged(let path, let reason, _) {
            throw VaultError.damaged(path: path, reason: reason, backup: goodCopy(passphrase))
        } catch VaultError.wrongPassphrase(let path) {
            guard let backup = goodCopy(passphrase) else { throw VaultError.wrongPassphrase(path: path) }
            throw VaultError.damaged(path: path, reason: "The passphrase does not open it.", backup: backup)
        } catch VaultError.missing(let path) {
            guard let backup = goodCopy(passphrase) else { throw VaultError.missing(path: path) }
            throw VaultError.damaged(path: path, reason: "It is gone.", backup: backup)
        }
    }

    private static func identity(in file: [UInt8], at url: URL, _ passphrase: Secret) throws -> X25519Identity {
        do throws(AgeError) {
            let content = try Age.decrypt(file, with: [.passphrase(passphrase)])
            return try X25519Identity(key(in: content))
        } catch .noMatch {
            throw VaultError.wrongPassphrase(path: url.path)
        } catch {
            throw VaultError.damaged(path: url.path, reason: error.description, backup: nil)
        }
    }

    /// The copy's path, if it is another than the file and the passphrase opens it.
    private func goodCopy(_ passphrase: Secret) -> String? {
        guard let file = try? PrivateFile(copy).read(), file != (try? PrivateFile(url).read()),
            (try? Self.identity(in: file, at: copy, passphrase)) != nil
        else { return nil }
        return copy.path
    }

    /// Puts the same identity under another passphrase; the vault stays as it is.
    public func changePassphrase(
        from old: Secret, to new: Secret, workFactor: Int = Age.usualWorkFactor
    ) throws {
        try FileLock(url.appendingPathExtension("lock")).whileHeld {
            try write(try identity(old), new, workFactor)
        }
    }

    private func write(_ identity: X25519Identity, _ passphrase: Secret, _ workFactor: Int) throws {
        let content = "# public key: \(identity.recipient)\n\(identity.text.reveal())\n"
        let recipients = Age.Recipients.passphrase(passphrase, workFactor: workFactor)
        let file = try Age.encrypt(Array(content.utf8), to: recipients)
        try PrivateFile(url).replace(with: file)
        try PrivateFile(copy).replace(with: file)
    }

    /// The one line that is no comment.
    private static func key(in content: [UInt8]) -> Secret {
        let lines = content.split(separator: UInt8(ascii: "\n"))
        return Secret(bytes: Array(lines.first { $0.first != UInt8(ascii: "#") } ?? []))
    }
}
