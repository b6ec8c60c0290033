/// Lists the webhooks, by name; their secrets as `****`.
///
/// Errors: `InvalidNextTokenException`.
public enum ListWebhooks: Operation {
    public static let target = Service.codePipeline.target("ListWebhooks")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var nextToken: String?
        /// 1 to 100; 100 if absent.
        public var maxResults: Int?

        public init(nextToken: String? = nil, maxResults: Int? = nil) {
            self.nextToken = nextToken
            self.maxResults = maxResults
        }

        enum CodingKeys: String, CodingKey {
            case nextToken = "NextToken"
            case maxResults = "MaxResults"
        }
    }

    /// What the service answers.
    public struct Output: Codable, Sendable, Hashable {
        public var webhooks: [ListWebhookItem]?
        public var nextToken: String?

        public init(webhooks: [ListWebhookItem]? = nil, nextToken: String? = nil) {
            self.webhooks = webhooks
            self.nextToken = nextToken
        }

        enum CodingKeys: String, CodingKey {
            case webhooks
            case nextToken = "NextToken"
        }
    }
}
