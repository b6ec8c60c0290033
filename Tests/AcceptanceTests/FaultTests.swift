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

    @Test("The engine killed at many instants, a run still ends with every action run once")
    func engineKilledAtManyInstants() async throws {
        try await Workplace.project(counting) { place in
            #expect(try await place.sluice("deploy", "--yes", "--no-follow").exitCode == 0)
            var instants = Instants()
            for _ in 0..<10 {
                try await instants.next()
                try await place.killEngine()
                let stages = try await place.sluice("stages")
                #expect(stages.exitCode == 0, "\(instants.told)\n\(stages.words)")
            }
            let watch = try await place.sluice("watch")
            #expect(watch.exitCode == 0, "\(instants.told)\n\(watch.words)")
            #expect(place.lines("ran").sorted() == ["a", "b", "c", "d", "e", "f"], "\(instants.told)")
        }
    }

    /// A runner's death costs its action, and a retry runs that once more: none is lost, and none runs behind our backs.
    @Test("Runners and engine killed at many instants, a run still ends, after a retry for each FAULT")
    func bothKilledAtManyInstants() async throws {
        try await Workplace.project(counting) { place in
            #expect(try await place.sluice("deploy", "--yes", "--no-follow").exitCode == 0)
            var instants = Instants()
            var retries = 0
            for round in 0..<8 {
                try await instants.next()
                for runner in place.runners { kill(runner, SIGKILL) }
                if round % 2 == 0 { try await place.killEngine() }
                retries += try await place.retryAfterFault(instants)
            }
            for _ in 0..<6 where try await place.sluice("watch").exitCode != 0 {
                retries += try await place.retryAfterFault(instants)
            }
            let end = try await place.sluice("watch")
            #expect(end.exitCode == 0, "\(instants.told)\n\(end.words)")
            let ran = place.lines("ran")
            #expect(Set(ran) == ["a", "b", "c", "d", "e", "f"], "\(instants.told)")
            // Both actions of a stage can fall to one kill.
            #expect(ran.count <= 6 + 2 * retries, "\(instants.told): \(ran), \(retries) retries")
            #expect(place.leftovers.isEmpty, "\(instants.told)")
        }
    }
}

/// The instants at which a test kills: random ones, from a seed that its failure names and `SLUICE_TEST_SEED` sets.
private struct Instants {
    private let seed: UInt64
    private var state: UInt64
    private var taken: [Int] = []

    init() {
        seed =
            ProcessInfo.processInfo.environment["SLUICE_TEST_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...100_000)
        state = seed
    }

    var told: String { "SLUICE_TEST_SEED=\(seed), killed after \(taken) ms" }

    mutating func next() async throws {
        // Knuth's MMIX generator; its upper bits are the random ones.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let milliseconds = Int(state >> 33) % 250
        taken.append(milliseconds)
        // The instant itself is what the tests are about; no outcome depends on how long this is.
        try await ContinuousClock().sleep(for: .milliseconds(milliseconds))  // lint:allow
    }
}

extension Workplace {
    /// Retries what a killed runner has failed; answers how many retries that took.
    fileprivate func retryAfterFault(_ instants: Instants) async throws -> Int {
        let stages = try await sluice("stages", "--json")
        #expect(stages.exitCode == 0, "\(instants.told)\n\(stages.words)")
        guard stages.output.contains("state: FAULT") else { return 0 }
        return try await sluice("retry", "--no-follow").exitCode == 0 ? 1 : 0
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
