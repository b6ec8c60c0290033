import Foundation
import PipelineAPI
import Testing

@testable import PipelineCore

@Suite struct RandomWalkTests {
    @Test(arguments: UInt64(1)...120) func `Any walk keeps the rules, replays, survives JSON, and comes to rest`(
        seed: UInt64
    ) throws {
        var walk = Walk(seed: seed)
        for _ in 0..<80 { walk.step() }
        let events = walk.events
        let broken = Walk.broken(from: walk.first, events)
        if !broken.isEmpty {
            let fewest = Shrinking.fewest(events) { !Walk.broken(from: walk.first, $0).isEmpty }
            Issue.record(
                """
                seed \(seed): \(broken)
                The fewest of its events that break a rule: \(Walk.broken(from: walk.first, fewest))
                \(fewest.map { "  \($0.seed.uuidString.suffix(4)) \($0.kind)" }.joined(separator: "\n"))
                in \(walk.first.declaration)
                """)
        }
        walk.rest()
        var replayed = walk.first
        for event in walk.events { _ = try replayed.apply(event) }
        #expect(replayed == walk.state, "seed \(seed): the replay differs")
        let coded = try JSONDecoder().decode(PipelineState.self, from: JSONEncoder().encode(walk.state))
        #expect(coded == walk.state, "seed \(seed)")
    }

    /// The rules themselves are held to what they should catch.
    @Test func `A second run without a retry, a second execution in a stage and a lost run are all seen`() throws {
        var scenario = Scenario(.of([.init("Build"), .init("Ship")], .queued))
        var rules = WalkRules()
        var starts: [ActionStart] = []
        func take(_ kind: Event.Kind) throws {
            let before = scenario.state
            try scenario.apply(kind)
            rules.check(before, try #require(scenario.events.last), scenario.state, scenario.effects)
            for case .startAction(let start) in scenario.effects { starts.append(start) }
        }
        try take(.executionStarted(trigger: ExecutionTrigger(), variables: [:], revisions: []))
        let event = try #require(scenario.events.last)
        #expect(rules.broken == [])
        func broken(by start: ActionStart) -> [String] {
            var rules = rules
            rules.check(scenario.state, event, scenario.state, [.startAction(start)])
            return rules.broken
        }
        let first = try #require(starts.first)
        #expect(broken(by: first.again(as: "other")).contains { $0.contains("has not ended") })
        #expect(broken(by: first.again(as: "other", for: "another")).contains { $0.contains("two executions") })
        try take(.actionFailed(first.run.id, ErrorDetails(code: "JobFailed"), ActionResult()))
        #expect(rules.broken == [])
        #expect(broken(by: first.again(as: "other")).contains { $0.contains("without a retry") })
    }

    @Test func `Overtaking, superseding by an older one and a rollback of a rollback are seen`() throws {
        var scenario = Scenario(.sourceBuildProd(.queued))
        for _ in 0..<4 { _ = try scenario.start() }
        let state = scenario.state
        let waiting = state.stages[0].inbound
        var other = state
        other.stages[0].inbound = waiting.reversed()
        #expect(WaitingRules.broken(state, other, []).contains { $0.contains("the order before Source changed") })
        other.stages[0].inbound = [waiting[0], waiting[1]]
        let entry = Effect.announce(Announcement(execution: waiting[2], stage: "Source", state: .started))
        #expect(WaitingRules.broken(state, other, [entry]).contains { $0.contains("overtook \(waiting[0])") })
        other = state
        other.executions[waiting[2]]?.status = .superseded
        other.executions[waiting[2]]?.supersededBy = waiting[0]
        let broken = WaitingRules.broken(state, other, [])
        for words in ["superseded in queued", "gave way to an older one", "still there"] {
            #expect(broken.contains { $0.contains(words) })
        }
        other = state
        other.executions[waiting[0]]?.type = .rollback
        other.executions[waiting[0]]?.rollbackTarget = waiting[1]
        other.executions[waiting[1]]?.revisionOverrides = [
            SourceRevisionOverride(actionName: "A0", revisionType: .commitID, revisionValue: "1")
        ]
        var rules = RollbackRules()
        let event = try #require(scenario.events.last)
        let news = Announcement(execution: waiting[0], stage: "Source", state: .started)
        rules.check(state, event, other, [.announce(news)])
        #expect(rules.takeBroken().contains { $0.contains("cannot be rolled back") })
    }

    @Test func `Shrinking keeps what matters`() {
        let fewest = Shrinking.fewest(Array(1...50)) { $0.contains(7) && $0.contains(31) }
        #expect(fewest == [7, 31])
    }
}

extension ActionStart {
    fileprivate func again(as id: ActionExecutionID, for execution: ExecutionID? = nil) -> ActionStart {
        var start = self
        start.run = run.again(as: id, for: execution)
        return start
    }
}

extension ActionRun {
    /// The core makes runs; tests only bend what it made.
    fileprivate func again(as id: ActionExecutionID, for execution: ExecutionID?) -> ActionRun {
        var run = self
        run.id = id
        if let execution { run.execution = execution }
        return run
    }
}

/// Makes a failing case small enough to be read.
enum Shrinking {
    /// A part of the elements, in their order, that still fails while none of it can be left out.
    static func fewest<Element>(_ elements: [Element], fails: ([Element]) -> Bool) -> [Element] {
        var rest = elements
        if let shortest = (0...elements.count).first(where: { fails(Array(elements.prefix($0))) }) {
            rest = Array(elements.prefix(shortest))
        }
        var index = rest.count - 1
        while index >= 0 {
            var without = rest
            without.remove(at: index)
            if fails(without) { rest = without }
            index = min(index, rest.count) - 1
        }
        return rest
    }
}
