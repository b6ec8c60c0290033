import PipelineAPI
import PipelineCore

extension PipelineState {
    /// Whether an action runs that is not an approval.
    var hasWorkUnderWay: Bool {
        stages.contains { slot in
            slot.latest?.actions.values.contains {
                $0.status == .inProgress && $0.action.actionTypeId.category != .approval
            } ?? false
        }
    }
}
