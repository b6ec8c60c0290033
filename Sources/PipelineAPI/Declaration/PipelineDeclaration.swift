/// What a pipeline is: its stages, their actions and how executions pass through them.
///
/// The wire shape of CodePipeline's `PipelineDeclaration`; `PipelineDeclaration.violations()` checks it.
public struct PipelineDeclaration: Codable, Sendable, Hashable {
    public var name: PipelineName
    public var roleArn: String?
    public var artifactStore: ArtifactStore?
    public var artifactStores: [String: ArtifactStore]?
    public var stages: [StageDeclaration]
    /// Counted by the service, from 1; what a client sends is ignored.
    public var version: Int?
    public var executionMode: ExecutionMode?
    public var pipelineType: PipelineType?
    public var variables: [PipelineVariableDeclaration]?
    public var triggers: [PipelineTriggerDeclaration]?

    public init(
        name: PipelineName, roleArn: String? = nil, artifactStore: ArtifactStore? = nil,
        artifactStores: [String: ArtifactStore]? = nil, stages: [StageDeclaration], version: Int? = nil,
        executionMode: ExecutionMode? = nil, pipelineType: PipelineType? = nil,
        variables: [PipelineVariableDeclaration]? = nil, triggers: [PipelineTriggerDeclaration]? = nil
    ) {
        self.name = name
        self.roleArn = roleArn
        self.artifactStore = artifactStore
        self.artifactStores = artifactStores
        self.stages = stages
        self.version = version
        self.executionMode = executionMode
        self.pipelineType = pipelineType
        self.variables = variables
        self.triggers = triggers
    }
}

/// Where artifacts are kept between actions.
public struct ArtifactStore: Codable, Sendable, Hashable {
    public var type: String
    /// A bucket name; the embedded engine keeps a folder of that name.
    public var location: String
    public var encryptionKey: EncryptionKey?

    public init(type: String = "S3", location: String, encryptionKey: EncryptionKey? = nil) {
        self.type = type
        self.location = location
        self.encryptionKey = encryptionKey
    }
}

/// The key an artifact store encrypts with.
public struct EncryptionKey: Codable, Sendable, Hashable {
    public var id: String
    public var type: String

    public init(id: String, type: String = "KMS") {
        self.id = id
        self.type = type
    }
}

/// A variable that a start of the pipeline may set; without a default it must.
public struct PipelineVariableDeclaration: Codable, Sendable, Hashable {
    public var name: String
    public var defaultValue: String?
    public var description: String?

    public init(name: String, defaultValue: String? = nil, description: String? = nil) {
        self.name = name
        self.defaultValue = defaultValue
        self.description = description
    }
}

/// How executions of one pipeline share its stages.
public enum ExecutionMode: String, Choice {
    case superseded = "SUPERSEDED"
    case queued = "QUEUED"
    case parallel = "PARALLEL"
}

/// The generation of a pipeline; some fields exist in V2 only.
public enum PipelineType: String, Choice {
    case v1 = "V1"
    case v2 = "V2"
}
