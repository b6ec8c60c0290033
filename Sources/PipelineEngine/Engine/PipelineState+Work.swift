import PipelineAPI
import PipelineCore

extension PipelineState {
    /// Whether an action or a rule runs that is not of the types that somebody else does.
    func hasWorkUnderWay(besides isDoneByOthers: (ActionTypeID) -> Bool) -> Bool {
        allStages.contains { slot in
            slot.occupant != nil
                && slot.runs.values.contains { $0.status == .inProgress && !isDoneByOthers($0.action.actionTypeId) }
        }
    }
}
