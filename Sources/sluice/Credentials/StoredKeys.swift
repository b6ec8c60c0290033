import AWS
import AgentLink
import Credentials
import SigV4

extension CredentialStore {
    /// The access keys of the store, each for the profile that its entry names: for what AWS's own files know nothing of,
    /// as after `credentials import aws`.
    func awsKeys(_ environment: [String: String]) -> CredentialProvider {
        { lookup in
            do {
                return try keys(of: lookup.profileName)
            } catch AgentError.locked {
                guard state != .missing else { return nil }
                guard try await unlockFromSource(environment) else {
                    throw CredentialError.needsPerson(
                        "No AWS credentials outside your own store, and that is locked: `credentials unlock`.")
                }
                return try keys(of: lookup.profileName)
            }
        }
    }

    private func keys(of profile: String) throws -> AWSCredentials? {
        guard let entry = try agent.secret(.aws, for: profile), let id = entry.username else { return nil }
        return AWSCredentials(
            key: AccessKey(id: id, secret: entry.secret.reveal()), expiration: entry.expires,
            origin: "the credential store's key for profile '\(profile)'")
    }
}
