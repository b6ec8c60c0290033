/// A source that is followed and can't be looked at.
public struct SourceTrouble: Codable, Sendable, Hashable {
    /// Its address, as ``DescribeEngine`` has it among those that are followed.
    public var source: String
    /// The pipelines that wait for what changes there.
    public var pipelines: [PipelineName]
    /// Why the last look failed.
    public var reason: String

    public init(source: String, pipelines: [PipelineName], reason: String) {
        self.source = source
        self.pipelines = pipelines
        self.reason = reason
    }
}
