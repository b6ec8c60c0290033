public import PipelineAPI

/// Opens a stream of changes: those after a position (from now on if `nil`), of one pipeline or of all.
///
/// The stream is cancelled when its reader goes away.
public typealias EventSource = @Sendable (_ after: Int64?, _ pipeline: PipelineName?) -> AsyncStream<StateChange>
