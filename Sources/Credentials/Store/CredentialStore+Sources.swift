extension CredentialStore {
    /// Unlocks the store, or makes it, with a passphrase that a source has. Answers whether one had.
    ///
    /// - Throws: as `unlock` and `create`, and `StoreError.noPassphrase` or `.wrongPassphrase`. A keyring's wrong
    ///   passphrase is an old one, and counts as none.
    public func unlockFromSource(_ environment: [String: String]) async throws -> Bool {
        for source in PassphraseSource.available(environment, try CredentialSettings.load(from: settings)) {
            guard let passphrase = try source.passphrase() else { continue }
            do {
                if state == .missing {
                    try await create(passphrase: passphrase)
                } else {
                    try await unlock(passphrase: passphrase)
                }
                return true
            } catch VaultError.wrongPassphrase(let path) {
                guard source == .keyring else { throw StoreError.wrongPassphrase(source: "\(source)", path: path) }
            }
        }
        return false
    }
}
