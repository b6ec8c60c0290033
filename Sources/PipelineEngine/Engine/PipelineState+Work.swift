import PipelineAPI
import PipelineCore

extension PipelineState {
    /// Whether an action or a rule runs that is not an approval.
    var hasWorkUnderWay: Bool {
        allStages.contains { slot in
            slot.occupant != nil
                && slot.runs.values.contains {
                    $0.status == .inProgress && $0.action.actionTypeId.category != .approval
                }
        }
    }
}
