/// A label on a resource.
public struct Tag: Codable, Sendable, Hashable {
    public var key: String
    public var value: String

    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

extension Tag {
    /// Whether tags may be put on a resource that has some already ("Tagging resources").
    ///
    /// Throws `TooManyTagsException`, `InvalidTagsException`.
    public static func check(_ tags: [Tag], besides present: [Tag] = []) throws(APIError) {
        var seen: Set<String> = []
        for tag in tags {
            try check(key: tag.key)
            if !seen.insert(tag.key).inserted {
                throw APIError(code: "InvalidTagsException", message: "The tag key '\(tag.key)' is given twice")
            }
        }
        let count = Set(tags.map(\.key)).union(present.map(\.key)).count
        if count > 50 {
            throw APIError(
                code: "TooManyTagsException", message: "A resource can have up to 50 tags; these are \(count)")
        }
    }

    /// Throws `InvalidTagsException` for a key that belongs to AWS.
    public static func check(key: String) throws(APIError) {
        if key.lowercased().hasPrefix("aws:") {
            throw APIError(
                code: "InvalidTagsException", message: "The tag key '\(key)' begins with aws:, which is reserved")
        }
    }
}
