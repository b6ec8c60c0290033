import Dispatch
import HummingbirdCore
import Logging
import NIOCore

extension HTTPServerBuilder {
    /// HTTP/1.1, each connection answered on the thread that reads from it.
    ///
    /// To hand every request to another thread and its answer back takes longer than some answers. What may wait, if only
    /// for the disk, must leave the thread to the other connections (`offLoop`).
    static var onOwnLoop: HTTPServerBuilder {
        HTTPServerBuilder { responder in LoopBoundChannel(base: HTTP1Channel(responder: responder)) }
    }
}

/// Does what may wait, if only for the disk, on other threads, and comes back to the connection's.
///
/// An actor that is entered from a connection's thread would do there whatever else it is asked meanwhile.
func offLoop<Value: Sendable>(_ work: @concurrent @Sendable () async throws -> Value) async rethrows -> Value {
    try await withTaskExecutorPreference(WaitingThreads.shared, operation: work)
}

/// As many threads as wait, apart from Swift's own, of which there is one per core.
private final class WaitingThreads: TaskExecutor {
    static let shared = WaitingThreads()

    private let queue = DispatchQueue(label: "sluice.waiting", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// A connection whose tasks run on the event loop of its channel.
private struct LoopBoundChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        base.setup(channel: channel, logger: logger)
    }

    func handle(value: Base.Value, logger: Logger) async {
        await withTaskExecutorPreference(LoopExecutor(loop: value.channel.eventLoop)) {
            await base.handle(value: value, logger: logger)
        }
    }
}

private final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
