import PipelineAPI
import PipelineEngine
import Testing

@Suite("The stream of changes", .timeLimit(.minutes(10)))
struct ChangeStreamTests {
    @Test("Changes come in the order of causes, each with the next position")
    func order() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let id = try await engine.create(.shop())
            let seen = try await engine.changesUntilEnd(of: id)
            #expect(seen.map(\.sequence) == Array(1...Int64(seen.count)))
            let words = seen.map { "\($0.stage ?? "-")/\($0.action ?? "-") \($0.state.rawValue)" }
            let ofStages = ["Source", "Build", "Ship"].flatMap { name in
                ["\(name)/- STARTED", "\(name)/\(name) STARTED", "\(name)/\(name) SUCCEEDED", "\(name)/- SUCCEEDED"]
            }
            #expect(words == ["-/- STARTED"] + ofStages + ["-/- SUCCEEDED"])
        }
    }

    @Test("A watcher that comes back gets exactly what it missed, also from the next engine", arguments: [0, 1, 5, 13])
    func resumption(_ position: Int64) async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let id = try await engine.create(.shop())
            let all = try await engine.changesUntilEnd(of: id)
            let next = try await scene.open()
            let missed = try await next.changesUntilEnd(of: id, after: position)
            #expect(missed == all.filter { $0.sequence > position })
        }
    }

    @Test("Without a position the stream begins now")
    func fromNow() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            try await engine.wait(for: .succeeded, of: try await engine.create(.shop()))
            let stream = await engine.changes(after: nil, pipeline: nil)
            let id = try await engine.start()
            for await change in stream {
                #expect(change.executionId == id)
                break
            }
        }
    }

    @Test("A watcher of one pipeline hears nothing of another")
    func onePipeline() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let stream = await engine.changes(after: 0, pipeline: "b")
            let first = try await engine.create(.shop("a"))
            try await engine.wait(for: .succeeded, of: first)
            let second = try await engine.create(.shop("b"))
            for await change in stream {
                #expect(change.pipeline == "b")
                if change.stage == nil, change.state == .succeeded { break }
            }
            #expect(try await engine.status(second, of: "b") == .succeeded)
        }
    }

    @Test("A reader that takes nothing ends its stream, not the engine's memory; asked again, it goes on")
    func slowReader() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let (overflows, overflow) = AsyncStream.makeStream(of: Void.self)
            let stream = await engine.changes(after: nil, pipeline: nil, limit: 5) { overflow.finish() }
            let id = try await engine.create(.shop())
            try await engine.wait(for: .succeeded, of: id)
            for await _ in overflows {}
            var seen: [Int64] = []
            for await change in stream { seen.append(change.sequence) }
            #expect(seen == [1, 2, 3, 4, 5])
            let rest = try await engine.changesUntilEnd(of: id, after: 5)
            #expect(rest.first?.sequence == 6)
        }
    }

    @Test("A long past comes in parts, without gap or repetition", arguments: [2, 7, 28, 30])
    func pastInParts(_ limit: Int) async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let last = try await engine.wait(for: .succeeded, of: try await engine.create(.shop())).sequence
            var seen: [Int64] = []
            while seen.last != last {
                for await change in await engine.changes(after: seen.last ?? 0, pipeline: nil, limit: limit) {
                    seen.append(change.sequence)
                    if change.sequence == last { break }
                }
            }
            #expect(seen == Array(1...last))
        }
    }

    @Test("The stream ends when the engine does")
    func end() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let stream = await engine.changes(after: nil, pipeline: nil)
            await engine.detach()
            for await _ in stream {}
        }
    }
}

extension Engine {
    /// Everything up to the success of an execution.
    fileprivate func changesUntilEnd(of id: ExecutionID, after sequence: Int64 = 0) async throws -> [StateChange] {
        try await wait(for: .succeeded, of: id)
        var seen: [StateChange] = []
        let last = try await wait(for: .succeeded, of: id).sequence
        if last <= sequence { return [] }
        for await change in changes(after: sequence, pipeline: nil) {
            seen.append(change)
            if change.sequence == last { break }
        }
        return seen
    }
}
