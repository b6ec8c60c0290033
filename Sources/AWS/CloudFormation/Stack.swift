public import Foundation

/// A stack (CloudFormation API, Stack).
public struct Stack: Decodable, Sendable, Hashable {
    public var stackId: String?
    public var stackName: String
    public var stackStatus: StackStatus
    public var stackStatusReason: String?
    public var description: String?
    public var changeSetId: String?
    public var creationTime: Date?
    public var lastUpdatedTime: Date?
    public var deletionTime: Date?
    public var parameters: [StackParameter]?
    public var outputs: [StackOutput]?
    public var tags: [StackTag]?
    public var capabilities: [String]?
    public var notificationARNs: [String]?
    public var roleARN: String?
    public var enableTerminationProtection: Bool?
    public var parentId: String?
    public var rootId: String?
    public var disableRollback: Bool?
    public var driftInformation: StackDriftInformation?
}

/// A parameter's value, on its way in or as it is.
public struct StackParameter: Codable, Sendable, Hashable {
    public var parameterKey: String
    /// Four stars for one with `NoEcho`.
    public var parameterValue: String?
    /// Keeps what the stack has.
    public var usePreviousValue: Bool?
    /// What an SSM parameter stood for.
    public var resolvedValue: String?

    public init(parameterKey: String, parameterValue: String? = nil, usePreviousValue: Bool? = nil) {
        self.parameterKey = parameterKey
        self.parameterValue = parameterValue
        self.usePreviousValue = usePreviousValue
    }
}

public struct StackOutput: Codable, Sendable, Hashable {
    public var outputKey: String
    public var outputValue: String
    public var description: String?
    public var exportName: String?

    public init(outputKey: String, outputValue: String, description: String? = nil, exportName: String? = nil) {
        self.outputKey = outputKey
        self.outputValue = outputValue
        self.description = description
        self.exportName = exportName
    }
}

public struct StackTag: Codable, Sendable, Hashable {
    public var key: String
    public var value: String

    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

public struct StackDriftInformation: Decodable, Sendable, Hashable {
    public var stackDriftStatus: String
    public var lastCheckTimestamp: Date?
}
