/// Who carries out the actions of a type.
public struct ActionTypeExecutor: Codable, Sendable, Hashable {
    public var configuration: ExecutorConfiguration
    public var type: ExecutorType
    public var policyStatementsTemplate: String?
    /// Seconds, 60 to 43200.
    public var jobTimeout: Int?

    public init(
        configuration: ExecutorConfiguration, type: ExecutorType, policyStatementsTemplate: String? = nil,
        jobTimeout: Int? = nil
    ) {
        self.configuration = configuration
        self.type = type
        self.policyStatementsTemplate = policyStatementsTemplate
        self.jobTimeout = jobTimeout
    }
}

/// The executor of the kind that `type` names.
public struct ExecutorConfiguration: Codable, Sendable, Hashable {
    public var lambdaExecutorConfiguration: LambdaExecutorConfiguration?
    public var jobWorkerExecutorConfiguration: JobWorkerExecutorConfiguration?

    public init(
        lambdaExecutorConfiguration: LambdaExecutorConfiguration? = nil,
        jobWorkerExecutorConfiguration: JobWorkerExecutorConfiguration? = nil
    ) {
        self.lambdaExecutorConfiguration = lambdaExecutorConfiguration
        self.jobWorkerExecutorConfiguration = jobWorkerExecutorConfiguration
    }
}

/// A function that carries actions out.
public struct LambdaExecutorConfiguration: Codable, Sendable, Hashable {
    public var lambdaFunctionArn: String

    public init(lambdaFunctionArn: String) {
        self.lambdaFunctionArn = lambdaFunctionArn
    }
}

/// Who may poll for jobs.
public struct JobWorkerExecutorConfiguration: Codable, Sendable, Hashable {
    public var pollingAccounts: [String]?
    public var pollingServicePrincipals: [String]?

    public init(pollingAccounts: [String]? = nil, pollingServicePrincipals: [String]? = nil) {
        self.pollingAccounts = pollingAccounts
        self.pollingServicePrincipals = pollingServicePrincipals
    }
}

/// The kinds of executors.
public enum ExecutorType: String, Choice {
    case jobWorker = "JobWorker"
    case lambda = "Lambda"
}
