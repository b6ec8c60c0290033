public import PipelineAPI

/// Opens a stream of changes: those after a position (from now on if `nil`), of one pipeline or of all.
///
/// Nothing that happens after the call has returned is missing in the stream, until it ends. It is cancelled when its
/// reader goes away; `onOverflow` is called when it has ended because its reader is too slow.
public typealias EventSource =
    @Sendable (_ after: Int64?, _ pipeline: PipelineName?, _ onOverflow: @escaping @Sendable () -> Void) async ->
    AsyncStream<StateChange>
