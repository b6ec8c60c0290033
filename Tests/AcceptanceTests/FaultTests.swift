import Foundation
import Testing

@Suite("The engine or a runner is killed", .timeLimit(.minutes(10)))
struct FaultTests {
    @Test("The next command finds the build that the killed engine watched, and it finishes")
    func engineKilled() async throws {
        try await Workplace.waiting { place, reached, gate in
            try await place.startAndReach(reached)
            try await place.killEngine()
            #expect(place.runners.count == 1)
            let stages = try await place.sluice("stages")
            #expect(stages.exitCode == 0, "\(stages.words)")
            #expect(try await place.sluice("stages", "--json").output.contains("\"InProgress\""))
            gate.sendLine()
            let watch = try await place.sluice("watch")
            #expect(watch.exitCode == 0, "\(watch.words)")
            #expect(place.lines("ran") == ["wait", "ship"])
        }
    }

    @Test("A build that ends while no engine runs is found ended")
    func buildEndsAlone() async throws {
        try await Workplace.waiting { place, reached, gate in
            try await place.startAndReach(reached)
            try await place.killEngine()
            #expect(place.runners.count == 1)
            gate.sendLine()
            await place.runnersEnd()
            let watch = try await place.sluice("watch")
            #expect(watch.exitCode == 0, "\(watch.words)")
            #expect(place.lines("ran") == ["wait", "ship"])
        }
    }

    @Test("An engine that is stopped in order leaves the build to the next one, too")
    func engineStopped() async throws {
        try await Workplace.waiting { place, reached, gate in
            try await place.startAndReach(reached)
            #expect(try await place.sluice("engine", "stop").output.contains("stopped the engine"))
            #expect(place.runners.count == 1)
            gate.sendLine()
            #expect(try await place.sluice("watch").exitCode == 0)
            #expect(place.lines("ran") == ["wait", "ship"])
        }
    }

    @Test("A killed runner fails its action with FAULT and leaves nothing running; a retry goes on")
    func runnerKilled() async throws {
        try await Workplace.waiting { place, reached, gate in
            try await place.startAndReach(reached)
            try await place.killRunners()
            let watch = try await place.sluice("watch")
            #expect(watch.exitCode == 1, "\(watch.words)")
            #expect(watch.errors.contains("the runner of this build died"), "\(watch.words)")
            #expect(try await place.sluice("stages", "--json").output.contains("state: FAULT"))
            #expect(place.leftovers.isEmpty)
            gate.sendLine()
            let retry = try await place.sluice("retry")
            #expect(retry.exitCode == 0, "\(retry.words)")
            #expect(place.lines("ran") == ["wait", "wait", "ship"])
        }
    }

    @Test("Engine and runner killed together: FAULT, nothing left running, and a retry goes on")
    func bothKilled() async throws {
        try await Workplace.waiting { place, reached, gate in
            try await place.startAndReach(reached)
            try await place.killEngine()
            try await place.killRunners()
            let watch = try await place.sluice("watch")
            #expect(watch.exitCode == 1, "\(watch.words)")
            #expect(watch.errors.contains("the runner of this build died"), "\(watch.words)")
            #expect(place.leftovers.isEmpty)
            gate.sendLine()
            #expect(try await place.sluice("retry").exitCode == 0)
            #expect(place.lines("ran") == ["wait", "wait", "ship"])
        }
    }

    @Test("An abandoned build is ended, also when the engine is killed right after")
    func abandoned() async throws {
        try await Workplace.waiting { place, reached, _ in
            try await place.startAndReach(reached)
            #expect(place.runners.count == 1)
            #expect(try await place.sluice("stop", "--abandon", "--yes").exitCode == 0)
            try await place.killEngine()
            #expect(try await place.sluice("watch").exitCode == 1)
            await place.runnersEnd()
            #expect(place.leftovers.isEmpty)
            #expect(place.lines("ran") == ["wait"])
        }
    }

    @Test("Killed at many instants, a run still ends with every action run once")
    func killedAtManyInstants() async throws {
        try await Workplace.project(counting) { place in
            #expect(try await place.sluice("deploy", "--yes", "--no-follow").exitCode == 0)
            var instants = SystemRandomNumberGenerator()
            for _ in 0..<10 {
                // The instant itself is what the test is about; no outcome depends on how long this is.
                try await ContinuousClock().sleep(for: .milliseconds(Int.random(in: 0...250, using: &instants)))
                try await place.killEngine()
                let stages = try await place.sluice("stages")
                #expect(stages.exitCode == 0, "\(stages.words)")
            }
            let watch = try await place.sluice("watch")
            #expect(watch.exitCode == 0, "\(watch.words)")
            #expect(place.lines("ran").sorted() == ["a", "b", "c", "d", "e", "f"])
        }
    }
}

/// Six actions in three stages, each of which leaves a line.
private let counting = [
    "pipeline.yml": """
    pipeline: shop
    source: main
    stages:
      One:
        A: ["echo a >> @HERE@/ran"]
        B: { buildspec: b.yml }
      Two:
        C: ["echo c >> @HERE@/ran"]
        D: ["echo d >> @HERE@/ran"]
      Three:
        E: ["echo e >> @HERE@/ran"]
        F: ["echo f >> @HERE@/ran"]

    """,
    "b.yml": """
    version: 0.2
    phases:
      build:
        commands:
          - echo b >> @HERE@/ran

    """,
]
