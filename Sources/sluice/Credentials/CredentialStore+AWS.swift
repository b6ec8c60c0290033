import AWS
import Credentials
import SigV4

extension CredentialStore {
    /// The keys that `credentials add PROFILE --kind aws` keeps, as one more source of AWS's chain.
    ///
    /// Opens the store if a source has its passphrase; asks nobody.
    ///
    /// - Parameter whenLocked: where keys cannot be looked for; what it throws ends the search.
    func awsKeys(
        _ environment: [String: String], whenLocked: @escaping @Sendable () throws -> Void
    ) -> CredentialProvider {
        { lookup in
            guard state != .missing else { return nil }
            if state == .locked, try await !unlockFromSource(environment) {
                try whenLocked()
                return nil
            }
            let profile = lookup.profileName
            guard let entry = try agent.secret(.aws, for: profile), let id = entry.username else { return nil }
            return AWSCredentials(
                key: AccessKey(id: id, secret: entry.secret.reveal()), expiration: entry.expires,
                origin: "sluice's own store, entry '\(profile)'")
        }
    }
}
