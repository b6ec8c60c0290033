public import PipelineAPI

/// Opens a stream of changes: those after a position (from now on if `nil`), of one pipeline or of all.
///
/// Nothing that happens after the call has returned is missing in the stream. It is cancelled when its reader goes away.
public typealias EventSource = @Sendable (_ after: Int64?, _ pipeline: PipelineName?) async -> AsyncStream<StateChange>
