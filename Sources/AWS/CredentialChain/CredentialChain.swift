import Foundation

/// One place where credentials may be. Answers `nil` where there are none, and throws where there should be.
public typealias CredentialProvider = @Sendable (CredentialLookup) async throws -> AWSCredentials?

/// The places where credentials are looked for, in the order of the AWS CLI.
public enum CredentialChain {
    /// - Parameter store: sluice's own store, asked after what AWS's tools know and before what the machine itself has. If
    ///   it is locked and nothing else has any credentials, that is what a person has to hear.
    public static func standard(store: CredentialProvider? = nil) -> [CredentialProvider] {
        let own = store.map { [$0] } ?? []
        return [environment, assumedRole] + profileProviders + own.map(ifOpen) + [container, instance] + own
    }

    private static func ifOpen(_ provider: @escaping CredentialProvider) -> CredentialProvider {
        { lookup in
            do { return try await provider(lookup) } catch CredentialError.needsPerson { return nil }
        }
    }

    /// What a profile may give by itself, also as the source of another.
    static let profileProviders: [CredentialProvider] = [
        webIdentity, singleSignOn, sharedCredentials, process, sharedConfig,
    ]

    /// The first credentials there are.
    static func first(of providers: [CredentialProvider], _ lookup: CredentialLookup) async throws -> AWSCredentials? {
        for provider in providers {
            if let credentials = try await provider(lookup) { return credentials }
        }
        return nil
    }
}

/// What providers look into, and what they may ask.
public struct CredentialLookup: Sendable {
    public let configuration: AWSConfiguration
    /// The profile that is looked into; another one than the configuration's while a `source_profile` is followed.
    public internal(set) var profileName: String
    /// Whether variables of the environment count: not for a source profile.
    var usesEnvironment = true
    /// The profiles followed so far, so that a circle is found.
    var visited: [String] = []
    let calls: CallSettings
    /// Asks a person for the code that a device shows; `nil` if nobody can be asked.
    let askForCode: (@Sendable (_ device: String) async throws -> String?)?

    init(
        _ configuration: AWSConfiguration, calls: CallSettings,
        askForCode: (@Sendable (_ device: String) async throws -> String?)? = nil
    ) {
        self.configuration = configuration
        self.calls = calls
        self.askForCode = askForCode
        profileName = configuration.profileName
        visited = [configuration.profileName]
    }

    var profile: SharedFile.Section { configuration.files.profiles[profileName] ?? [:] }

    /// A text of the profile; an empty one is none.
    func text(_ key: String) -> String? { profile[key]?.text.flatMap { $0.isEmpty ? nil : $0 } }

    /// How the profile is called in a sentence.
    var place: String { "profile '\(profileName)'" }

    /// How a person signs in anew, as a sentence.
    var signIn: String { "`aws sso login --profile \(profileName)` signs in again." }

    /// The name of a role's session where nobody gives one, of the kind that botocore makes.
    var sessionName: String { "sluice-session-\(Int(calls.pace.now().timeIntervalSince1970))" }

    /// A connection to a service that the chain itself needs.
    func connection(
        to service: AWSService, region: String? = nil, credentials: CredentialSource? = nil
    ) throws -> ServiceConnection {
        let region = region ?? text("region") ?? configuration.region ?? "us-east-1"
        return try ServiceConnection(
            service: service, region: region, configuration: configuration, credentials: credentials, calls: calls)
    }
}
