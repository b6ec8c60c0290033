import Buildspec
import Foundation
import Testing

@testable import ActionProviders

@Suite("Which builds of a batch may start")
struct BatchProgressTests {
    private func batch(_ tasks: (String, [String])..., fastFail: Bool = false, ignoring: Set<String> = []) -> Batch {
        var batch = Batch()
        batch.fastFail = fastFail
        batch.tasks = tasks.map { name, dependencies in
            var task = Batch.Task(identifier: name)
            task.dependsOn = dependencies
            task.ignoresFailure = ignoring.contains(name)
            return task
        }
        return batch
    }

    private func task(_ name: String, _ progress: BatchProgress) throws -> Batch.Task {
        try #require(progress.batch.tasks.first { $0.identifier == name })
    }

    @Test("A build waits for those it depends on")
    func graph() throws {
        var progress = BatchProgress(batch(("c", ["a", "b"]), ("a", []), ("b", ["a"])))
        #expect(progress.start().map(\.identifier) == ["a"])
        #expect(progress.start().isEmpty)
        progress.end(try task("a", progress), succeeded: true)
        #expect(progress.start().map(\.identifier) == ["b"])
        progress.end(try task("b", progress), succeeded: true)
        #expect(progress.start().map(\.identifier) == ["c"])
        progress.end(try task("c", progress), succeeded: true)
        #expect(!progress.hasFailed && progress.states.values.allSatisfy { $0 == .succeeded })
    }

    @Test("A failure keeps what depends on it from running, however far behind, and nothing else")
    func failure() throws {
        var progress = BatchProgress(batch(("c", ["b"]), ("b", ["a"]), ("a", []), ("d", []), ("e", ["d"])))
        #expect(progress.start().map(\.identifier) == ["a", "d"])
        progress.end(try task("a", progress), succeeded: false)
        #expect(progress.start().isEmpty)
        #expect(progress.states["b"] == .skipped && progress.states["c"] == .skipped && !progress.isGivenUp)
        progress.end(try task("d", progress), succeeded: true)
        #expect(progress.start().map(\.identifier) == ["e"])
        #expect(progress.hasFailed)
    }

    @Test("A failure that is ignored counts for nothing")
    func ignored() throws {
        var progress = BatchProgress(batch(("a", []), ("b", ["a"]), fastFail: true, ignoring: ["a"]))
        _ = progress.start()
        progress.end(try task("a", progress), succeeded: false)
        #expect(progress.start().map(\.identifier) == ["b"])
        #expect(!progress.hasFailed && !progress.isGivenUp)
    }

    @Test("With fast-fail the first failure ends the batch")
    func fastFail() throws {
        var progress = BatchProgress(batch(("a", []), ("b", []), ("c", ["b"]), fastFail: true))
        _ = progress.start()
        progress.end(try task("a", progress), succeeded: false)
        #expect(progress.isGivenUp && progress.start().isEmpty)
        #expect(progress.states["b"] == .running && progress.states["c"] == .skipped)
    }

    @Test("Each build of a batch has a UUID of its own, and always the same")
    func uuids() {
        let run = "5f0e4a39-1d3b-4b52-9a1a-0c8d2a6c7b11"
        let names = (0..<100).map { "build\($0)" }
        let uuids = names.map { UUID.derived(from: run, $0) }
        #expect(Set(uuids).count == 100 && uuids.allSatisfy { UUID(uuidString: $0) != nil })
        #expect(uuids == names.map { UUID.derived(from: run, $0) })
        #expect(UUID.derived(from: run, "a") != UUID.derived(from: run.uppercased(), "a"))
    }
}
