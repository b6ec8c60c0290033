/// A stack as the cloud assembly asks for it.
public struct StackArtifact: Sendable, Hashable, Identifiable {
    /// The artifact's id: what output lines begin with.
    public var id: String
    /// The assembly that it belongs to.
    public var directory: AssemblyPath
    /// The construct path, such as `pipeline/dev/network`, else the id: what patterns match.
    public var displayName: String
    public var stackName: String
    public var environment: StackEnvironment
    public var templateFile: AssemblyPath
    /// `s3://bucket/key` where the asset manifest puts the template, with placeholders; without one it goes inline.
    public var templateObject: String?
    public var parameters: [String: String]
    public var tags: [String: String]
    /// `nil` leaves what is there, an empty list removes it.
    public var notificationARNs: [String]?
    /// The desired state; `nil` leaves what is there.
    public var terminationProtection: Bool?
    public var roles: StackRoles
    public var bootstrap: BootstrapRequirement?
    public var assets: AssetManifest
    /// The ids of the stacks in the same assembly that have to be there first.
    public var dependencies: [String]
    public var constructs: ConstructMetadata
    /// Whether its errors stop a synthesis though it is of a stage.
    public var isValidatedOnSynth: Bool

    /// `pipeline/dev/network (dev-network)`: the construct path, and the stack's name where it has another.
    public var shownName: String { stackName == id ? displayName : "\(displayName) (\(stackName))" }
}

/// Who does what for a stack. ARNs have placeholders.
public struct StackRoles: Sendable, Hashable {
    /// For all calls of CloudFormation; without one the caller's own credentials are used.
    public var deploy: AssumedRole?
    /// Read-only.
    public var lookup: LookupRole?
    /// Handed to CloudFormation, and assumed by nobody else.
    public var executionARN: String?

    /// The role for reading, and the bootstrap version that it came with.
    public struct LookupRole: Sendable, Hashable {
        public var role: AssumedRole
        public var bootstrap: BootstrapRequirement?
    }
}

/// A role to assume. The texts have placeholders.
public struct AssumedRole: Sendable, Hashable {
    public var arn: String
    public var externalID: String?
    /// Further members of the request, such as `Tags`.
    public var options: [String: TemplateValue]

    public init(arn: String, externalID: String? = nil, options: [String: TemplateValue] = [:]) {
        self.arn = arn
        self.externalID = externalID
        self.options = options
    }

    /// `arn:aws:iam::123456789012:role/deploy`: the account that the role is of; `nil` where a placeholder stands for it.
    public var account: String? {
        let account = arn.split(separator: ":", omittingEmptySubsequences: false).dropFirst(4).first
        return account?.count == 12 && account?.allSatisfy(\.isNumber) == true ? account.map(String.init) : nil
    }
}

/// The version of the bootstrap stack that something needs.
public struct BootstrapRequirement: Sendable, Hashable {
    public var version: Int
    /// Where the version is kept in Systems Manager, such as `/cdk-bootstrap/hnb659fds/version`.
    public var parameterName: String?
}
