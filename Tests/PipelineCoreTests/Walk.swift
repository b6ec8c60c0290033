import Foundation
import PipelineAPI
import PipelineCore
import TestSupport

/// A seeded walk through random events.
struct Walk {
    let first: PipelineState
    private(set) var state: PipelineState
    /// Those that were taken.
    private(set) var events: [Event] = []
    private var rules = WalkRules()
    /// Every execution as it was last seen.
    private var history: [ExecutionID: Execution] = [:]
    private var random: SeededGenerator

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let declaration = Self.pipeline(&random)
        self.init(from: PipelineState(declaration: declaration, time: Date(timeIntervalSince1970: 0)), random)
    }

    private init(from first: PipelineState, _ random: SeededGenerator) {
        self.first = first
        self.random = random
        state = first
    }

    /// The rules that are broken when these events are taken, as far as they can be, and everything then comes to rest.
    static func broken(from first: PipelineState, _ events: [Event]) -> [String] {
        var walk = Walk(from: first, SeededGenerator(seed: 0))
        for event in events { walk.take(event) }
        if walk.rules.broken.isEmpty { walk.rest() }
        return walk.rules.broken
    }

    static func pipeline(_ random: inout SeededGenerator) -> PipelineDeclaration {
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
        for stage in state.stages { take(.transitionEnabled(stage: stage.name, type: .inbound, by: "x")) }
        var left = 2000
        while let run = running.first, left > 0 {
            take(.actionSucceeded(run.id, ActionResult()))
            left -= 1
        }
        if state.allExecutions.values.contains(where: { [.inProgress, .stopping].contains($0.status) }) {
            rules.note("an execution never ends")
        }
        if state.allStages.contains(where: { $0.occupant != nil }) { rules.note("a stage stays occupied") }
    }

    private mutating func take(_ kind: Event.Kind) {
        // Behind all that a walk which is replayed in part has used.
        let number = (events.last.map { UInt64($0.time.timeIntervalSince1970) } ?? 0) + 1
        let digits = String(number)
        let text = String(repeating: "0", count: 12 - digits.count) + digits
        let seed = UUID(uuidString: "00000000-0000-4000-8000-\(text)") ?? UUID()
        take(Event(time: Date(timeIntervalSince1970: Double(number)), seed: seed, kind: kind))
    }

    /// A rejected event is none.
    private mutating func take(_ event: Event) {
        let before = state
        do {
            let effects = try state.apply(event)
            events.append(event)
            history.merge(state.allExecutions) { _, new in new }
            var again = before
            if (try? again.apply(event)) != effects { rules.note("the same event has other effects") }
            rules.check(before, event, state, effects)
        } catch {
            if state != before { rules.note("a rejected event changed the state") }
        }
    }

    private var running: [ActionRun] {
        let runs: [ActionRun] = state.allStages.flatMap { slot -> [ActionRun] in
            guard let latest = slot.latest else { return [] }
            return Array(latest.actions.values) + (latest.gates ?? [:]).values.flatMap(\.rules)
        }
        return runs.filter { $0.status == .inProgress }.sorted { $0.id < $1.id }
    }

    private mutating func kind() -> Event.Kind {
        let stage = state.stages.randomElement(using: &random)?.name ?? "S0"
        let ids = state.allExecutions.keys.sorted()
        let id = ids.randomElement(using: &random) ?? "none"
        let run = running.randomElement(using: &random)
        switch Int.random(in: 0..<16, using: &random) {
        case 0, 1:
            let revision = SourceRevisionOverride(
                actionName: "A0", revisionType: .commitID, revisionValue: "\(events.count)")
            return .executionStarted(trigger: ExecutionTrigger(), variables: [:], revisions: [revision])
        case 2: return .stopRequested(id, abandon: Bool.random(using: &random), reason: nil)
        case 3: return .transitionDisabled(stage: stage, type: .inbound, reason: "x", by: "x")
        case 4: return .transitionEnabled(stage: stage, type: .inbound, by: "x")
        case 5, 6:
            let latest = state.stages.first { $0.name == stage }?.latest?.execution ?? id
            let mode: StageRetryMode = Bool.random(using: &random) ? .allActions : .failedActions
            return .stageRetried(stage: stage, execution: latest, mode: mode)
        case 7 where Int.random(in: 0..<4, using: &random) == 0:
            return .declarationUpdated(pipelineKeepingMode())
        case 8: return .actionFailed(run?.id ?? "none", ErrorDetails(code: "JobFailed"), ActionResult())
        case 9:
            let status: ApprovalStatus = Bool.random(using: &random) ? .approved : .rejected
            return .approvalDecided(
                stage: run?.stage ?? stage, action: run?.action.name ?? "A0", token: run?.token ?? "none",
                result: ApprovalResult(summary: "", status: status), by: "x")
        case 14:
            let past = history.keys.sorted().randomElement(using: &random)
            guard let target = past.flatMap({ history[$0] }) else {
                return .stopRequested(id, abandon: false, reason: nil)
            }
            return .stageRolledBack(
                stage: stage, target: target, hasSucceeded: rules.rollbacks.hasSucceeded(target.id, in: stage),
                trigger: ExecutionTrigger(triggerType: .manualRollback))
        case 15:
            return .conditionOverridden(
                stage: stage, execution: id, gate: StageGate.allCases.randomElement(using: &random) ?? .onSuccess)
        case 10: return .actionProgressed(run?.id ?? "none", ActionResult(externalExecutionID: "e"))
        default: return .actionSucceeded(run?.id ?? "none", ActionResult())
        }
    }

    private mutating func pipelineKeepingMode() -> PipelineDeclaration {
        var declaration = Self.pipeline(&random)
        declaration.executionMode = state.declaration.executionMode
        return declaration
    }
}
