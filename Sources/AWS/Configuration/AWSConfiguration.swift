/// What the environment and the shared files say for one profile.
public struct AWSConfiguration: Sendable {
    public let environment: [String: String]
    /// The profile that counts; `default` if nobody chose one.
    public let profileName: String
    /// Whether the profile was chosen on the command line, which puts it before access keys in the environment.
    let isProfileExplicit: Bool
    let files: SharedFiles

    /// Reads the shared files.
    ///
    /// - Parameter profile: the profile chosen on the command line.
    public init(environment: [String: String], profile: String? = nil) throws(AWSConfigurationError) {
        try self.init(environment: environment, profile: profile, files: SharedFiles.read(environment))
    }

    init(
        environment: [String: String], profile: String?, files: SharedFiles
    ) throws(AWSConfigurationError) {
        func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        // The order is botocore's.
        let chosen = profile ?? variable("AWS_DEFAULT_PROFILE") ?? variable("AWS_PROFILE")
        if let chosen, chosen != "default", files.profiles[chosen] == nil { throw .noProfile(chosen) }
        self.environment = environment
        self.files = files
        profileName = chosen ?? "default"
        isProfileExplicit = profile != nil
    }

    var profile: SharedFile.Section { files.profiles[profileName] ?? [:] }

    /// A variable of the environment; an empty one is none.
    func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// A setting that the environment has under `variable`, the profile under `key`.
    func setting(_ variable: String, _ key: String) -> String? {
        self.variable(variable) ?? profile[key]?.text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether a setting is `true`, in any case.
    func isSet(_ variable: String, _ key: String) -> Bool { setting(variable, key)?.lowercased() == "true" }

    /// Where calls go; `nil` if nothing says.
    public var region: String? { variable("AWS_REGION") ?? setting("AWS_DEFAULT_REGION", "region") }

    /// The file of certificate authorities that servers must be certified by; `nil` for the system's.
    var certificateAuthorities: String? {
        setting("AWS_CA_BUNDLE", "ca_bundle").map { HomePath.expand($0, environment) }
    }

    /// How often a call is tried in all, at least once.
    func maxAttempts() throws(AWSConfigurationError) -> Int {
        guard let text = setting("AWS_MAX_ATTEMPTS", "max_attempts") else { return RetryPolicy.standardAttempts }
        guard let attempts = Int(text), attempts > 0 else {
            throw .invalid("AWS_MAX_ATTEMPTS (or max_attempts of the profile) must be a whole number of at least 1.")
        }
        return attempts
    }
}
