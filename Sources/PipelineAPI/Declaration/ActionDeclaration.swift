/// One action of a stage: which provider does it, with what configuration and artifacts.
public struct ActionDeclaration: Codable, Sendable, Hashable {
    public var name: ActionName
    public var actionTypeId: ActionTypeID
    /// 1 to 999; 1 if absent. Equal run orders run at the same time.
    public var runOrder: Int?
    public var configuration: [String: String]?
    /// Compute/Commands only: one shell command each.
    public var commands: [String]?
    public var environmentVariables: [EnvironmentVariable]?
    public var outputArtifacts: [OutputArtifact]?
    public var inputArtifacts: [InputArtifact]?
    /// Compute/Commands only: names of variables to export.
    public var outputVariables: [String]?
    public var roleArn: String?
    public var region: String?
    /// Under this name later actions refer to the output variables: `#{namespace.key}`.
    public var namespace: String?
    /// Manual approval only: 5 to 86400.
    public var timeoutInMinutes: Int?

    public init(
        name: ActionName, actionTypeId: ActionTypeID, runOrder: Int? = nil, configuration: [String: String]? = nil,
        commands: [String]? = nil, environmentVariables: [EnvironmentVariable]? = nil,
        outputArtifacts: [OutputArtifact]? = nil, inputArtifacts: [InputArtifact]? = nil,
        outputVariables: [String]? = nil, roleArn: String? = nil, region: String? = nil, namespace: String? = nil,
        timeoutInMinutes: Int? = nil
    ) {
        self.name = name
        self.actionTypeId = actionTypeId
        self.runOrder = runOrder
        self.configuration = configuration
        self.commands = commands
        self.environmentVariables = environmentVariables
        self.outputArtifacts = outputArtifacts
        self.inputArtifacts = inputArtifacts
        self.outputVariables = outputVariables
        self.roleArn = roleArn
        self.region = region
        self.namespace = namespace
        self.timeoutInMinutes = timeoutInMinutes
    }
}

/// Which provider runs an action.
public struct ActionTypeID: Codable, Sendable, Hashable {
    public var category: ActionCategory
    public var owner: ActionOwner
    public var provider: String
    public var version: String

    public init(category: ActionCategory, owner: ActionOwner, provider: String, version: String = "1") {
        self.category = category
        self.owner = owner
        self.provider = provider
        self.version = version
    }

    /// Whether it is one of CodePipeline's own types by this name. A custom type may have the same name.
    public func isBuiltIn(_ provider: String) -> Bool { owner != .custom && self.provider == provider }
}

/// A variable of an action's environment.
public struct EnvironmentVariable: Codable, Sendable, Hashable {
    public var name: String
    public var value: String
    /// `PLAINTEXT` (if absent) or `SECRETS_MANAGER`.
    public var type: String?

    public init(name: String, value: String, type: String? = nil) {
        self.name = name
        self.value = value
        self.type = type
    }
}

/// An artifact that an action reads.
public struct InputArtifact: Codable, Sendable, Hashable {
    public var name: ArtifactName

    public init(name: ArtifactName) {
        self.name = name
    }
}

/// An artifact that an action writes.
public struct OutputArtifact: Codable, Sendable, Hashable {
    public var name: ArtifactName
    /// Compute/Commands only: the paths that make up the artifact.
    public var files: [String]?

    public init(name: ArtifactName, files: [String]? = nil) {
        self.name = name
        self.files = files
    }
}

/// What kind of work an action does.
public enum ActionCategory: String, Choice {
    case source = "Source"
    case build = "Build"
    case deploy = "Deploy"
    case test = "Test"
    case invoke = "Invoke"
    case approval = "Approval"
    case compute = "Compute"
    /// Rules of stage conditions; no action of a declaration is of this category.
    case rule = "Rule"

    /// The categories that actions may have.
    public static let allCases: [ActionCategory] = [.source, .build, .deploy, .test, .invoke, .approval, .compute]
}

/// Who provides an action type.
public enum ActionOwner: String, Choice {
    case aws = "AWS"
    case thirdParty = "ThirdParty"
    case custom = "Custom"
}
