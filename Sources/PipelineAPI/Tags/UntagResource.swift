/// Takes tags from a resource; a key that is not there is fine.
///
/// Errors: `ResourceNotFoundException`, `InvalidArnException`, `InvalidTagsException`.
public enum UntagResource: Operation {
    public static let target = Service.codePipeline.target("UntagResource")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var resourceArn: String
        public var tagKeys: [String]

        public init(resourceArn: String, tagKeys: [String]) {
            self.resourceArn = resourceArn
            self.tagKeys = tagKeys
        }
    }

    public typealias Output = Empty
}
