import Foundation
import PipelineAPI
import PipelineCore
import Testing

@Suite struct RandomWalkTests {
    @Test(arguments: UInt64(1)...120) func `Any walk keeps the rules, replays, survives JSON, and comes to rest`(
        seed: UInt64
    ) throws {
        var walk = Walk(seed: seed)
        let first = walk.scenario.state
        for _ in 0..<80 { walk.step() }
        walk.rest()
        var replayed = first
        for event in walk.scenario.events { _ = try replayed.apply(event) }
        let broken = walk.broken + (replayed == walk.scenario.state ? [] : ["the replay differs"])
        #expect(broken.isEmpty, "seed \(seed): \(broken); events: \(walk.scenario.events.map(\.kind))")
        let coded = try JSONDecoder().decode(
            PipelineState.self, from: JSONEncoder().encode(walk.scenario.state))
        #expect(coded == walk.scenario.state, "seed \(seed)")
    }
}

/// A seeded walk through random events, which notes each broken rule.
struct Walk {
    private(set) var scenario: Scenario
    private(set) var broken: [String] = []
    private var random: SeededGenerator
    private var started: Set<String> = []
    private var final: [ExecutionID: PipelineExecutionStatus] = [:]

    init(seed: UInt64) {
        random = SeededGenerator(state: seed)
        scenario = Scenario(Self.pipeline(&random))
    }

    private static func pipeline(_ random: inout SeededGenerator) -> PipelineDeclaration {
        let stages = (0..<Int.random(in: 1...4, using: &random)).map { stage in
            let actions = (0..<Int.random(in: 1...3, using: &random)).map { action in
                let category: ActionCategory = Bool.random(using: &random) ? .build : .approval
                return ActionDeclaration(
                    ActionName("A\(action)"), category, order: Int.random(in: 1...2, using: &random))
            }
            var stage = StageDeclaration(name: StageName("S\(stage)"), actions: actions)
            addGates(to: &stage, &random)
            return stage
        }
        return .of(stages, ExecutionMode.allCases.randomElement(using: &random) ?? .superseded)
    }

    private static func addGates(to stage: inout StageDeclaration, _ random: inout SeededGenerator) {
        func condition(_ result: String) -> Condition {
            let value = Bool.random(using: &random) ? "x" : "y"
            let check = RuleDeclaration(
                name: "Check", ruleTypeId: RuleTypeID(category: "Rule", provider: "VariableCheck"),
                configuration: ["Variable": "x", "Value": value, "Operator": "EQ"])
            let commands = RuleDeclaration(
                name: "Look", ruleTypeId: RuleTypeID(category: "Rule", provider: "Commands"), commands: ["true"])
            return Condition(result: result, rules: Bool.random(using: &random) ? [check] : [check, commands])
        }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: stage.beforeEntry = BeforeEntryConditions(conditions: [condition("FAIL")])
        case 1: stage.beforeEntry = BeforeEntryConditions(conditions: [condition("SKIP")])
        case 2: stage.onSuccess = SuccessConditions(conditions: [condition("FAIL")])
        case 3: stage.onSuccess = SuccessConditions(conditions: [condition("ROLLBACK")])
        case 4: stage.onFailure = FailureConditions(result: "RETRY")
        case 5: stage.onFailure = FailureConditions(result: "ROLLBACK")
        case 6: stage.onFailure = FailureConditions(conditions: [condition("ROLLBACK")])
        default: break
        }
    }

    mutating func step() { take(kind()) }

    /// Ends everything: opens all transitions, then lets each run succeed.
    mutating func rest() {
        for stage in scenario.state.stages { take(.transitionEnabled(stage: stage.name, type: .inbound, by: "x")) }
        var left = 2000
        while let run = running.first, left > 0 {
            take(.actionSucceeded(run.id, ActionResult()))
            left -= 1
        }
        if scenario.state.allExecutions.values.contains(where: { [.inProgress, .stopping].contains($0.status) }) {
            broken.append("an execution never ends")
        }
        if scenario.state.allStages.contains(where: { $0.occupant != nil }) { broken.append("a stage stays occupied") }
    }

    private mutating func take(_ kind: Event.Kind) {
        let before = scenario.state
        do {
            try scenario.apply(kind)
            var again = before
            if let event = scenario.events.last, (try? again.apply(event)) != scenario.effects {
                broken.append("the same event has other effects")
            }
            check(kind)
        } catch {
            if scenario.state != before { broken.append("a rejected event changed the state") }
        }
    }

    private var running: [ActionRun] {
        let runs: [ActionRun] = scenario.state.allStages.flatMap { slot -> [ActionRun] in
            guard let latest = slot.latest else { return [] }
            return Array(latest.actions.values) + (latest.gates ?? [:]).values.flatMap(\.rules)
        }
        return runs.filter { $0.status == .inProgress }.sorted { $0.id < $1.id }
    }

    private mutating func kind() -> Event.Kind {
        let stage = scenario.state.stages.randomElement(using: &random)?.name ?? "S0"
        let ids = scenario.state.allExecutions.keys.sorted()
        let id = ids.randomElement(using: &random) ?? "none"
        let run = running.randomElement(using: &random)
        switch Int.random(in: 0..<16, using: &random) {
        case 0, 1: return .executionStarted(trigger: ExecutionTrigger(), variables: [:], revisions: [])
        case 2: return .stopRequested(id, abandon: Bool.random(using: &random), reason: nil)
        case 3: return .transitionDisabled(stage: stage, type: .inbound, reason: "x", by: "x")
        case 4: return .transitionEnabled(stage: stage, type: .inbound, by: "x")
        case 5, 6:
            let latest = scenario.slot(stage)?.latest?.execution ?? id
            let mode: StageRetryMode = Bool.random(using: &random) ? .allActions : .failedActions
            return .stageRetried(stage: stage, execution: latest, mode: mode)
        case 7 where Int.random(in: 0..<4, using: &random) == 0:
            return .declarationUpdated(Self.pipelineKeepingMode(scenario, &random))
        case 8: return .actionFailed(run?.id ?? "none", ErrorDetails(code: "JobFailed"), ActionResult())
        case 9:
            let status: ApprovalStatus = Bool.random(using: &random) ? .approved : .rejected
            return .approvalDecided(
                stage: run?.stage ?? stage, action: run?.action.name ?? "A0", token: run?.token ?? "none",
                result: ApprovalResult(summary: "", status: status), by: "x")
        case 14:
            let target = scenario.state.allExecutions[id]
            guard let target else { return .stopRequested(id, abandon: false, reason: nil) }
            return .stageRolledBack(stage: stage, target: target, hasSucceeded: true, trigger: ExecutionTrigger())
        case 15:
            return .conditionOverridden(
                stage: stage, execution: id, gate: StageGate.allCases.randomElement(using: &random) ?? .onSuccess)
        case 10: return .actionProgressed(run?.id ?? "none", ActionResult(externalExecutionID: "e"))
        default: return .actionSucceeded(run?.id ?? "none", ActionResult())
        }
    }

    private static func pipelineKeepingMode(
        _ scenario: Scenario, _ random: inout SeededGenerator
    ) -> PipelineDeclaration {
        var declaration = pipeline(&random)
        declaration.executionMode = scenario.state.declaration.executionMode
        return declaration
    }

    private mutating func check(_ kind: Event.Kind) {
        let state = scenario.state
        let occupants = state.stages.compactMap(\.occupant)
        if Set(occupants).count != occupants.count { broken.append("an execution holds two locks") }
        if state.lanes.contains(where: { lane in lane.value.stages.contains { ($0.occupant ?? lane.key) != lane.key } })
        {
            broken.append("a lane holds another execution")
        }
        if state.declaration.executionMode == .superseded, state.stages.contains(where: { $0.inbound.count > 1 }) {
            broken.append("two wait before a stage")
        }
        for case .startAction(let start) in scenario.effects where start.run.gate == nil {
            let run = start.run
            let key = "\(run.execution)/\(run.stage)/\(run.action.name)/\(run.attempt)"
            if !started.insert(key).inserted { broken.append("ran twice: \(key)") }
        }
        checkFinal(kind)
    }

    /// Only a retry brings an ended execution back, and only one that failed or was stopped.
    private mutating func checkFinal(_ kind: Event.Kind) {
        for execution in scenario.state.allExecutions.values {
            if let ended = final[execution.id], ended != execution.status {
                var revivable = false
                if case .stageRetried = kind { revivable = [.failed, .stopped].contains(ended) }
                if !revivable { broken.append("\(execution.id) was \(ended)") }
            }
            let isEnded = ![.inProgress, .stopping].contains(execution.status)
            final[execution.id] = isEnded ? execution.status : nil
        }
    }
}

/// SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
