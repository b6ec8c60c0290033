/// Works out what a template would change (CloudFormation API, CreateChangeSet).
public enum CreateChangeSet: CloudFormationOperation {
    public struct Input: Encodable, Sendable, Hashable {
        public enum Kind: String, Codable, Sendable { case create = "CREATE", update = "UPDATE", `import` = "IMPORT" }

        public var stackName: String
        public var changeSetName: String
        public var changeSetType: Kind
        /// At most 51,200 bytes; longer ones go by `templateURL`.
        public var templateBody: String?
        public var templateURL: String?
        public var usePreviousTemplate: Bool?
        /// Empty lists are sent, and clear what was there; `nil` keeps it.
        public var parameters: [StackParameter]?
        public var capabilities: [String]?
        public var tags: [StackTag]?
        public var notificationARNs: [String]?
        /// The role that CloudFormation works with.
        public var roleARN: String?
        public var description: String?
        public var clientToken: String?
        public var includeNestedStacks: Bool?
        public var importExistingResources: Bool?
        public var onStackFailure: String?

        public init(stackName: String, changeSetName: String, changeSetType: Kind) {
            self.stackName = stackName
            self.changeSetName = changeSetName
            self.changeSetType = changeSetType
        }
    }

    public struct Output: Decodable, Sendable, Hashable {
        public var id: String
        public var stackId: String?
    }
}

extension CloudFormationClient {
    public func createChangeSet(_ input: CreateChangeSet.Input) async throws -> CreateChangeSet.Output {
        try await connection.query(CreateChangeSet.self, input)
    }
}
