public import Foundation

/// The vault on disk: one age file, written whole or not at all, with the version before it kept beside it.
///
/// Calls block, for other processes' changes too, which take milliseconds, or as long as plugins do.
public struct VaultFile: Sendable {
    public let url: URL
    /// The version before the last change.
    public var previous: URL { url.appendingPathExtension("previous") }

    /// What wraps the vault's key at each change, where it has recipients of plugins.
    public var plugins = AgePlugins()
    /// How long to wait for another process's change.
    var patience = Duration.seconds(15)

    public init(_ url: URL) {
        self.url = url
    }

    /// - Throws: `VaultError`; `.missing` if there is neither a vault nor a version before it.
    public func read(with identity: X25519Identity) throws -> Vault {
        do {
            return try Self.open(url, with: identity)
        } catch VaultError.damaged(let path, let reason, _) {
            throw VaultError.damaged(path: path, reason: reason, backup: goodBackup(for: identity))
        } catch VaultError.notForThisIdentity(let path, _) {
            throw VaultError.notForThisIdentity(path: path, backup: goodBackup(for: identity))
        } catch VaultError.missing(let path) where FileManager.default.fileExists(atPath: previous.path) {
            throw VaultError.damaged(path: path, reason: "It is gone.", backup: goodBackup(for: identity))
        }
    }

    /// Reads, changes and writes the vault while no other process does, so that nobody's change is lost. Without a vault
    /// it begins with an empty one. Writes nothing if `change` throws or changes nothing, or if a plugin fails. Who writes is noted among the
    /// recipients, so that another identity's next change doesn't shut this one out.
    public func update<Result>(
        with identity: X25519Identity, _ change: (inout Vault) throws -> Result
    ) throws -> Result {
        try PrivateFile.makeFolder(url.deletingLastPathComponent())
        return try FileLock(url.appendingPathExtension("lock"), patience).whileHeld {
            let old = try readOrBegin(with: identity)
            var vault = old
            let result = try change(&vault)
            if vault != old { try write(vault, identity) }
            return result
        }
    }

    private func readOrBegin(with identity: X25519Identity) throws -> Vault {
        do { return try read(with: identity) } catch VaultError.missing { return Vault() }
    }

    private func write(_ vault: Vault, _ identity: X25519Identity) throws {
        var vault = vault
        if !vault.recipients.contains(identity.recipient) { vault.recipients.append(identity.recipient) }
        let file = try Age.encrypt(VaultDocument(vault).json, to: .keys(vault.recipients), plugins: plugins)
        try PrivateFile(url).replace(with: file, keeping: previous)
    }

    private func goodBackup(for identity: X25519Identity) -> String? {
        (try? Self.open(previous, with: identity)) == nil ? nil : previous.path
    }

    private static func open(_ url: URL, with identity: X25519Identity) throws -> Vault {
        let file = try PrivateFile(url).read()
        do {
            return try VaultDocument(json: Age.decrypt(file, with: [.key(identity)])).vault
        } catch AgeError.noMatch {
            throw VaultError.notForThisIdentity(path: url.path, backup: nil)
        } catch let error as AgeError {
            throw VaultError.damaged(path: url.path, reason: error.description, backup: nil)
        } catch is DecodingError {
            throw VaultError.damaged(path: url.path, reason: "It holds no vault.", backup: nil)
        }
    }
}
