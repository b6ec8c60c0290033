/// What a template asks for (CloudFormation API, GetTemplateSummary).
public enum GetTemplateSummary: CloudFormationOperation {
    public struct Input: Encodable, Sendable, Hashable {
        public var templateBody: String?
        public var templateURL: String?
        public var stackName: String?

        public init(templateBody: String? = nil, templateURL: String? = nil, stackName: String? = nil) {
            self.templateBody = templateBody
            self.templateURL = templateURL
            self.stackName = stackName
        }
    }

    public struct Parameter: Decodable, Sendable, Hashable {
        public var parameterKey: String
        public var defaultValue: String?
        public var parameterType: String?
        public var noEcho: Bool?
        public var description: String?
    }

    public struct ResourceIdentifier: Decodable, Sendable, Hashable {
        public var resourceType: String?
        public var logicalResourceIds: [String]?
        public var resourceIdentifiers: [String]?
    }

    public struct Output: Decodable, Sendable, Hashable {
        public var parameters: [Parameter]?
        public var description: String?
        public var capabilities: [String]?
        public var capabilitiesReason: String?
        public var resourceTypes: [String]?
        public var declaredTransforms: [String]?
        public var resourceIdentifierSummaries: [ResourceIdentifier]?
    }
}

extension CloudFormationClient {
    public func getTemplateSummary(_ input: GetTemplateSummary.Input) async throws -> GetTemplateSummary.Output {
        try await connection.query(GetTemplateSummary.self, input)
    }
}
