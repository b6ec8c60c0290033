/// A piece of work for a job worker.
public struct Job: Codable, Sendable, Hashable {
    public var id: JobID?
    public var data: JobData?
    /// What the worker shows to take the job.
    public var nonce: String?
    public var accountId: String?

    public init(id: JobID? = nil, data: JobData? = nil, nonce: String? = nil, accountId: String? = nil) {
        self.id = id
        self.data = data
        self.nonce = nonce
        self.accountId = accountId
    }
}

/// A job as `GetJobDetails` shows it.
public struct JobDetails: Codable, Sendable, Hashable {
    public var id: JobID?
    public var data: JobData?
    public var accountId: String?

    public init(id: JobID? = nil, data: JobData? = nil, accountId: String? = nil) {
        self.id = id
        self.data = data
        self.accountId = accountId
    }
}

/// What a worker needs to know of its job.
public struct JobData: Codable, Sendable, Hashable {
    public var actionTypeId: ActionTypeID?
    public var actionConfiguration: JobConfiguration?
    public var pipelineContext: PipelineContext?
    public var inputArtifacts: [JobArtifact]?
    /// Where the worker is to put them.
    public var outputArtifacts: [JobArtifact]?
    /// What the worker signs with where it reads and writes them.
    public var artifactCredentials: JobCredentials?
    /// What the job before this one of the same action handed on.
    public var continuationToken: String?

    public init(
        actionTypeId: ActionTypeID? = nil, actionConfiguration: JobConfiguration? = nil,
        pipelineContext: PipelineContext? = nil, inputArtifacts: [JobArtifact]? = nil,
        outputArtifacts: [JobArtifact]? = nil, artifactCredentials: JobCredentials? = nil,
        continuationToken: String? = nil
    ) {
        self.actionTypeId = actionTypeId
        self.actionConfiguration = actionConfiguration
        self.pipelineContext = pipelineContext
        self.inputArtifacts = inputArtifacts
        self.outputArtifacts = outputArtifacts
        self.artifactCredentials = artifactCredentials
        self.continuationToken = continuationToken
    }
}

/// Keys for the artifacts of one job (`AWSSessionCredentials` in the API).
public struct JobCredentials: Codable, Sendable, Hashable {
    public var accessKeyId: String
    public var secretAccessKey: String
    public var sessionToken: String

    public init(accessKeyId: String, secretAccessKey: String, sessionToken: String) {
        self.accessKeyId = accessKeyId
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
    }
}

/// The action's configuration, its variables resolved.
public struct JobConfiguration: Codable, Sendable, Hashable {
    public var configuration: [String: String]?

    public init(configuration: [String: String]? = nil) {
        self.configuration = configuration
    }
}

/// Where in a pipeline a job belongs.
public struct PipelineContext: Codable, Sendable, Hashable {
    public var pipelineName: PipelineName?
    public var stage: StageContext?
    public var action: ActionPlace?
    public var pipelineArn: String?
    public var pipelineExecutionId: ExecutionID?

    public init(
        pipelineName: PipelineName? = nil, stage: StageContext? = nil, action: ActionPlace? = nil,
        pipelineArn: String? = nil, pipelineExecutionId: ExecutionID? = nil
    ) {
        self.pipelineName = pipelineName
        self.stage = stage
        self.action = action
        self.pipelineArn = pipelineArn
        self.pipelineExecutionId = pipelineExecutionId
    }
}

/// The stage of a job.
public struct StageContext: Codable, Sendable, Hashable {
    public var name: StageName?

    public init(name: StageName? = nil) {
        self.name = name
    }
}

/// The action of a job (`ActionContext` in the API).
public struct ActionPlace: Codable, Sendable, Hashable {
    public var name: ActionName?
    public var actionExecutionId: ActionExecutionID?

    public init(name: ActionName? = nil, actionExecutionId: ActionExecutionID? = nil) {
        self.name = name
        self.actionExecutionId = actionExecutionId
    }
}

/// An artifact of a job (`Artifact` in the API).
public struct JobArtifact: Codable, Sendable, Hashable {
    public var name: ArtifactName?
    public var revision: String?
    public var location: ArtifactLocation?

    public init(name: ArtifactName? = nil, revision: String? = nil, location: ArtifactLocation? = nil) {
        self.name = name
        self.revision = revision
        self.location = location
    }
}

/// Where an artifact is.
public struct ArtifactLocation: Codable, Sendable, Hashable {
    /// `S3`.
    public var type: String?
    public var s3Location: JobS3Location?

    public init(type: String? = nil, s3Location: JobS3Location? = nil) {
        self.type = type
        self.s3Location = s3Location
    }
}

/// A place in the artifact store (`S3ArtifactLocation` in the API).
public struct JobS3Location: Codable, Sendable, Hashable {
    public var bucketName: String
    public var objectKey: String

    public init(bucketName: String, objectKey: String) {
        self.bucketName = bucketName
        self.objectKey = objectKey
    }
}
