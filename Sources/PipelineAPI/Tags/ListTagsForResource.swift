/// Lists the tags of a pipeline, a webhook or a custom action type, by key.
///
/// Errors: `ResourceNotFoundException`, `InvalidArnException`, `InvalidNextTokenException`.
public enum ListTagsForResource: Operation {
    public static let target = Service.codePipeline.target("ListTagsForResource")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var resourceArn: String
        public var nextToken: String?
        /// 1 to 100; 100 if absent.
        public var maxResults: Int?

        public init(resourceArn: String, nextToken: String? = nil, maxResults: Int? = nil) {
            self.resourceArn = resourceArn
            self.nextToken = nextToken
            self.maxResults = maxResults
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var tags: [Tag]?
        public var nextToken: String?

        public init(tags: [Tag]? = nil, nextToken: String? = nil) {
            self.tags = tags
            self.nextToken = nextToken
        }
    }
}
