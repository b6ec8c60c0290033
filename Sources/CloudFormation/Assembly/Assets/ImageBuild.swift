/// How an image is built from a folder, in the words of `docker build`.
public struct ImageBuild: Sendable, Hashable {
    public var dockerFile: String?
    public var target: String?
    public var arguments: [String: String] = [:]
    public var contexts: [String: String] = [:]
    /// By id, each with how `docker build` gets it (`src=…`, `env=…`); the secret itself is not here.
    public var secrets: [String: String] = [:]
    public var ssh: String?
    public var networkMode: String?
    public var platform: String?
    public var outputs: [String] = []
    public var cacheFrom: [Cache] = []
    public var cacheTo: Cache?
    public var isCacheDisabled = false

    public init() {}

    /// A cache to read or write, such as `type=registry,ref=…`.
    public struct Cache: Sendable, Hashable, Decodable {
        public var type: String
        public var params: [String: String]?

        /// As an option has it.
        public var option: String {
            let params = (params ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return (["type=\(type)"] + params).joined(separator: ",")
        }
    }
}
