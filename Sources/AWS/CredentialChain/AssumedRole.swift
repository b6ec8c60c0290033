import Foundation

extension CredentialChain {
    /// `role_arn` with a `source_profile` or a `credential_source`.
    static let assumedRole: CredentialProvider = { lookup in
        guard let role = lookup.text("role_arn"), lookup.text("web_identity_token_file") == nil else { return nil }
        let source = try await source(lookup)
        let request = AssumeRole.Input(
            roleArn: role, roleSessionName: lookup.text("role_session_name") ?? lookup.sessionName,
            durationSeconds: lookup.text("duration_seconds").flatMap(Int.init), externalId: lookup.text("external_id"),
            serialNumber: lookup.text("mfa_serial"), tokenCode: try await code(lookup))
        let sts = STSClient(try lookup.connection(to: .sts, credentials: CredentialSource { source }))
        return try await sts.assumeRole(request).credentials(origin: "role \(role) of \(lookup.place)")
    }

    private static func code(_ lookup: CredentialLookup) async throws -> String? {
        guard let device = lookup.text("mfa_serial") else { return nil }
        guard let ask = lookup.askForCode else {
            throw CredentialError.needsPerson(
                "\(lookup.place) wants the MFA code of \(device), and there is nobody to ask.")
        }
        guard let code = try await ask(device), !code.isEmpty else {
            throw CredentialError.needsPerson("\(lookup.place) wants the MFA code of \(device), and none was given.")
        }
        return code
    }

    /// What the role is assumed with.
    private static func source(_ lookup: CredentialLookup) async throws -> AWSCredentials {
        switch (lookup.text("source_profile"), lookup.text("credential_source")) {
        case (.some, .some):
            throw CredentialError.failed("\(lookup.place) has both source_profile and credential_source.")
        case (nil, nil):
            throw CredentialError.failed(
                "\(lookup.place) has role_arn, but neither source_profile nor credential_source.")
        case (nil, let name?): return try await named(name, lookup)
        case (let profile?, nil): return try await source(profile, lookup)
        }
    }

    private static func named(_ source: String, _ lookup: CredentialLookup) async throws -> AWSCredentials {
        let credentials: AWSCredentials?
        switch source {
        case "Environment": credentials = try environmentKey(lookup)
        case "EcsContainer": credentials = try await container(lookup)
        case "Ec2InstanceMetadata": credentials = try await instance(lookup)
        default:
            throw CredentialError.failed(
                "\(lookup.place): credential_source must be Environment, EcsContainer or Ec2InstanceMetadata.")
        }
        guard let credentials else {
            throw CredentialError.failed("\(lookup.place): its credential_source \(source) has no credentials.")
        }
        return credentials
    }

    /// Another profile's credentials. A profile may name itself if it has keys; any other circle is refused.
    private static func source(_ name: String, _ lookup: CredentialLookup) async throws -> AWSCredentials {
        guard let profile = lookup.configuration.files.profiles[name] else {
            throw CredentialError.failed("\(lookup.place): there is no profile '\(name)', its source_profile.")
        }
        let hasKeys = profile["aws_access_key_id"] != nil || profile["aws_secret_access_key"] != nil
        if lookup.visited.contains(name), name != lookup.profileName || !hasKeys {
            let circle = (lookup.visited + [name]).joined(separator: " → ")
            throw CredentialError.failed("source_profile leads round in a circle: \(circle).")
        }
        var next = lookup
        next.profileName = name
        next.usesEnvironment = false
        next.visited.append(name)
        let providers = hasKeys ? profileProviders : [assumedRole] + profileProviders
        guard let credentials = try await first(of: providers, next) else {
            throw CredentialError.failed(
                "profile '\(name)', the source_profile of \(lookup.place), has no credentials.")
        }
        return credentials
    }
}
