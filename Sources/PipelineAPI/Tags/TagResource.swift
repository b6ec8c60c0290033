/// Adds tags to a resource; a key that is there gets the new value.
///
/// Errors: `ResourceNotFoundException`, `InvalidArnException`, `TooManyTagsException`, `InvalidTagsException`.
public enum TagResource: Operation {
    public static let target = Service.codePipeline.target("TagResource")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var resourceArn: String
        public var tags: [Tag]

        public init(resourceArn: String, tags: [Tag]) {
            self.resourceArn = resourceArn
            self.tags = tags
        }
    }

    public typealias Output = Empty
}
