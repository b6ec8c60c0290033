public import Foundation
public import SigV4

/// What requests are signed with, and where it comes from. Prints without its secrets.
public struct AWSCredentials: Sendable, Hashable, CustomStringConvertible {
    public var key: AccessKey
    /// When they end; `nil` for those that don't.
    public var expiration: Date?
    /// Where they were found, for people: `profile 'dev'`, `the environment`, `role arn:… of profile 'dev'`.
    public var origin: String
    /// What a person does for new ones when they have ended, as a sentence; `nil` where nothing helps but getting others.
    public var renewal: String?

    public init(key: AccessKey, expiration: Date? = nil, origin: String, renewal: String? = nil) {
        self.key = key
        self.expiration = expiration
        self.origin = origin
        self.renewal = renewal
    }

    public var description: String { "\(key) from \(origin)" }
}

extension AWSCredentials {
    /// Why a call was refused that they had signed, where they cannot be renewed without a person.
    func expiry(at call: String) -> CredentialError {
        .needsPerson(
            "The credentials have expired: \(call). \(renewal ?? "Get new ones where these came from.")")
    }
}

/// Why there are no credentials to sign with.
public enum CredentialError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Nothing in the whole chain had any.
    case none(profile: String)
    /// What should have given them did not; the sentence is whole.
    case failed(String)
    /// Only a person can go on: an MFA code, a new sign-in; the sentence says what to do.
    case needsPerson(String)

    public var description: String {
        switch self {
        case .none(let profile):
            "No AWS credentials: nothing in the environment, in profile '\(profile)', or on this machine gives any. "
                + "`aws configure` or `aws configure sso` sets a profile up."
        case .failed(let sentence), .needsPerson(let sentence): sentence
        }
    }
}
