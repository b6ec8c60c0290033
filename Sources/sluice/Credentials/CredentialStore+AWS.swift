import AWS
import Credentials
import SigV4

extension CredentialStore {
    /// The keys that `credentials add PROFILE --kind aws` keeps, as one more source of AWS's chain.
    ///
    /// Opens the store if a source has its passphrase; asks nobody, and throws while it is locked.
    func awsKeys(_ environment: [String: String]) -> CredentialProvider {
        { lookup in
            guard state != .missing else { return nil }
            if state == .locked, try await !unlockFromSource(environment) {
                throw CredentialError.needsPerson(
                    "No AWS credentials outside of your own store, and that is locked: `credentials unlock`.")
            }
            let profile = lookup.profileName
            guard let entry = try agent.secret(.aws, for: profile), let id = entry.username else { return nil }
            return AWSCredentials(
                key: AccessKey(id: id, secret: entry.secret.reveal()), expiration: entry.expires,
                origin: "sluice's own store, entry '\(profile)'")
        }
    }
}
