/// An action and its place: what comes before what is decided by stage and run order.
struct PlacedAction {
    var stage: Int
    var index: Int
    var action: ActionDeclaration

    var path: DeclarationPath { .action(index, ofStage: stage) }

    /// Whether this action has ended when `other` starts; equal run orders run at the same time.
    func isBefore(_ other: PlacedAction) -> Bool {
        stage < other.stage || stage == other.stage && (action.runOrder ?? 1) < (other.action.runOrder ?? 1)
    }
}

extension PipelineDeclaration {
    /// Every action, in the order of the declaration.
    var placedActions: [PlacedAction] {
        stages.enumerated().flatMap { stage, declaration in
            declaration.actions.enumerated().map { PlacedAction(stage: stage, index: $0, action: $1) }
        }
    }
}
