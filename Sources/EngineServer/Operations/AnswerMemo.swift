import Foundation
import PipelineAPI
import Synchronization

/// How outputs were written as JSON last, by the request that they answered.
///
/// Clients ask for a declaration again and again, and to write it takes longer than all else that its answer needs. What
/// is remembered counts only while the output is still equal, so nothing stale is ever answered.
final class AnswerMemo<Output: Encodable & Equatable & Sendable>: Sendable {
    private let written = Mutex<[Data: (output: Output, bytes: Data)]>([:])
    /// More than are asked for by turns.
    private let capacity = 64

    func bytes(of output: Output, for request: Data) throws -> Data {
        if let known = written.withLock({ $0[request] }), known.output == output { return known.bytes }
        let bytes = try WireFormat.encoder().encode(output)
        written.withLock { written in
            if written.count >= capacity { written.removeAll(keepingCapacity: true) }
            written[request] = (output, bytes)
        }
        return bytes
    }
}
