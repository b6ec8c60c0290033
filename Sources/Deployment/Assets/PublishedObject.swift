/// An object as S3 lists it under the key of an asset.
public struct PublishedObject: Sendable, Hashable {
    public var key: String
    public var sizeInBytes: Int

    public init(key: String, sizeInBytes: Int) {
        self.key = key
        self.sizeInBytes = sizeInBytes
    }

    /// The size of a zip file with nothing in it, which an interrupted build may have left.
    private static let emptyArchiveSizeInBytes = 22

    /// Whether this is what was to be published under `key`: the listing has whatever only begins so as well.
    public func completes(_ key: String) -> Bool {
        self.key == key && sizeInBytes > Self.emptyArchiveSizeInBytes
    }
}
