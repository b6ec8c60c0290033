import Dispatch
import Foundation
import Logging
import PipelineAPI
import Synchronization
import Testing

@testable import EngineServer

@Suite("The thread of a connection")
struct OffLoopTests {
    @Test("It answers what is at hand, and does nothing that may wait")
    func threads() async {
        let seen = Mutex<[String]>([])
        let note: @Sendable (String) -> Void = { what in
            seen.withLock { $0.append(what + (ConnectionThread.isCurrent ? " there" : " elsewhere")) }
        }
        var table = OperationTable(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        table.on(ListPipelines.self) { _ in
            note("list")
            return .init()
        }
        table.on(GetPipeline.self) { input in
            note("at hand \(input.name)")
            return input.name == "shop" ? .init() : nil
        } _: { input in
            note("fetched \(input.name)")
            return .init()
        }
        await withTaskExecutorPreference(ConnectionThread()) { [table] in
            _ = await table.respond(target: ListPipelines.target, body: Data())
            for name in ["shop", "other"] {
                _ = await table.respond(target: GetPipeline.target, body: Data(#"{"name":"\#(name)"}"#.utf8))
            }
            note("back")
        }
        #expect(
            seen.withLock { $0 } == [
                "list elsewhere", "at hand shop there", "at hand other there", "fetched other elsewhere", "back there",
            ])
    }
}

/// Stands for an event loop.
private final class ConnectionThread: TaskExecutor {
    private static let mark = DispatchSpecificKey<Bool>()
    private let queue = DispatchQueue(label: "connection")

    init() { queue.setSpecific(key: Self.mark, value: true) }

    static var isCurrent: Bool { DispatchQueue.getSpecific(key: mark) ?? false }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
