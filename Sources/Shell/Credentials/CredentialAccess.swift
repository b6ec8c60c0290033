public import Credentials

/// The credential store, and the program that gives git what is in it.
public struct CredentialAccess: Sendable {
    public var store: CredentialStore
    /// For `credential.helper`, in calls of git that sluice makes.
    public var helperWithinSluice: String
    /// For `credential.helper`, in git's configuration.
    public var helperInstalled: String
    /// For `SSH_ASKPASS`: gives ssh the passphrases of keys.
    public var askpass: String

    public init(store: CredentialStore, helperWithinSluice: String, helperInstalled: String, askpass: String) {
        self.store = store
        self.helperWithinSluice = helperWithinSluice
        self.helperInstalled = helperInstalled
        self.askpass = askpass
    }

    /// `nil` without a store: ssh then asks as it always does.
    var usedAskpass: String? { store.identity.isThere ? askpass : nil }
}

extension CommandContext {
    /// - Throws: `CommandFailure.failed` where there is no place for credentials.
    func credentialStore() throws -> CredentialStore {
        guard let credentials else { throw CommandFailure.failed("There is no credential store here.") }
        return credentials.store
    }
}
