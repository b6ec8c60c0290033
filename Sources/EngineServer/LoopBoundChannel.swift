import HummingbirdCore
import Logging
import NIOCore

extension HTTPServerBuilder {
    /// HTTP/1.1, each connection answered on the thread that reads from it.
    ///
    /// To hand every request to another thread and its answer back takes longer than most answers. What waits long, for
    /// the disk or for a program, must leave the thread to the other connections (`offPool`).
    static var onOwnLoop: HTTPServerBuilder {
        HTTPServerBuilder { responder in LoopBoundChannel(base: HTTP1Channel(responder: responder)) }
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
