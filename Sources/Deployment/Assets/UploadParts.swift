/// How a content of some size goes to S3: in one request, or in parts.
public enum UploadParts {
    /// The least size of a part but the last, and what still goes in one request.
    static let partSizeInBytes = 5 << 20
    /// S3 takes no more parts.
    static let partLimit = 10_000

    /// The parts in bytes, in their order; `nil` if one request does.
    public static func of(contentOfBytes size: Int) -> [Range<Int>]? {
        guard size > partSizeInBytes else { return nil }
        let part = max(partSizeInBytes, (size - 1) / partLimit + 1)
        return stride(from: 0, to: size, by: part).map { $0..<min($0 + part, size) }
    }
}
