import Foundation
import PipelineAPI
import PipelineCore

/// A pipeline under test: events go in one by one, each a second after the one before.
struct Scenario {
    private(set) var state: PipelineState
    let first: PipelineState
    private(set) var effects: [Effect] = []
    private(set) var events: [Event] = []

    init(_ declaration: PipelineDeclaration) {
        state = PipelineState(declaration: declaration, time: Date(timeIntervalSince1970: 0))
        first = state
    }

    mutating func apply(_ kind: Event.Kind, recalling lane: PipelineState? = nil) throws(Rejection) {
        let count = UInt64(events.count + 1)
        let text = String(repeating: "0", count: 12 - String(count).count) + String(count)
        let seed = UUID(uuidString: "00000000-0000-4000-8000-\(text)") ?? UUID()
        let event = Event(time: Date(timeIntervalSince1970: Double(count)), seed: seed, kind: kind, recalledLane: lane)
        effects = try state.apply(event)
        events.append(event)
    }

    mutating func start(_ variables: [String: String] = [:]) throws -> ExecutionID {
        try apply(.executionStarted(trigger: ExecutionTrigger(), variables: variables, revisions: []))
        let number = state.nextNumber - 1
        return state.allExecutions.values.first { $0.number == number }?.id ?? "none"
    }

    mutating func succeed(_ stage: StageName, _ action: ActionName? = nil, _ result: ActionResult = .init()) throws {
        try apply(.actionSucceeded(id(stage, action), result))
    }

    mutating func fail(_ stage: StageName, _ action: ActionName? = nil) throws {
        try apply(.actionFailed(id(stage, action), ErrorDetails(code: "JobFailed", message: "no"), ActionResult()))
    }

    mutating func retry(_ stage: StageName, _ id: ExecutionID, _ mode: StageRetryMode = .failedActions) throws {
        try apply(.stageRetried(stage: stage, execution: id, mode: mode))
    }

    mutating func decide(_ status: ApprovalStatus, _ stage: StageName, token: String) throws {
        let result = ApprovalResult(summary: "seen", status: status)
        try apply(.approvalDecided(stage: stage, action: "Do", token: token, result: result, by: "ann"))
    }

    /// How many actions the last event started.
    var startCount: Int { effects.filter(\.isStart).count }
    func slot(_ stage: StageName) -> StageSlot? { state.stages.first { $0.name == stage } }
    func run(_ stage: StageName, _ action: ActionName = "Do") -> ActionRun? { slot(stage)?.newestRuns[action] }
    func status(_ id: ExecutionID) -> PipelineExecutionStatus? { state.allExecutions[id]?.status }
    /// A run in the stages of a PARALLEL execution.
    func run(_ id: ExecutionID, _ stage: StageName, _ action: ActionName = "Do") -> ActionRun? {
        state.lanes[id]?.stages.first { $0.name == stage }?.newestRuns[action]
    }
    /// The newest execution to start.
    var newest: Execution? { state.allExecutions.values.max { $0.number < $1.number } }

    private func id(_ stage: StageName, _ action: ActionName?) -> ActionExecutionID {
        run(stage, action ?? "Do")?.id ?? ""
    }
}

extension PipelineDeclaration {
    static func of(_ stages: [StageDeclaration], _ mode: ExecutionMode = .superseded) -> PipelineDeclaration {
        PipelineDeclaration(name: "shop", stages: stages, executionMode: mode)
    }

    static func sourceBuildProd(_ mode: ExecutionMode = .superseded) -> PipelineDeclaration {
        .of([.init("Source", .source), .init("Build"), .init("Prod", .deploy)], mode)
    }
}

extension StageDeclaration {
    init(_ name: StageName, _ category: ActionCategory = .build) {
        self.init(name: name, actions: [ActionDeclaration("Do", category)])
    }
}

extension ActionDeclaration {
    init(_ name: ActionName, _ category: ActionCategory = .build, order: Int = 1) {
        let type = ActionTypeID(category: category, owner: .aws, provider: category == .approval ? "Manual" : "Any")
        self.init(name: name, actionTypeId: type, runOrder: order)
    }
}

extension Effect {
    var isStart: Bool { if case .startAction = self { true } else { false } }
}
