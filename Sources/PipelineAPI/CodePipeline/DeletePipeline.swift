/// Deletes a pipeline; deleting one that is not there succeeds.
public enum DeletePipeline: Operation {
    public static let target = Service.codePipeline.target("DeletePipeline")

    /// What the caller gives.
    public struct Input: Codable, Sendable, Hashable {
        public var name: PipelineName

        public init(name: PipelineName) {
            self.name = name
        }
    }

    public typealias Output = Empty
}
