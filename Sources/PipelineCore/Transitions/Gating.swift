import PipelineAPI

extension PipelineState {
    /// Enables or disables a transition. The outbound transition of a stage is the inbound one of the next.
    ///
    /// What leaves the last stage goes nowhere, so its outbound transition has no effect.
    mutating func setTransition(
        _ name: StageName, _ type: StageTransitionType, by user: String, disabledReason: String?,
        _ transition: inout Transition
    ) throws(Rejection) {
        setTransitionOfLanes(name, type, by: user, disabledReason: disabledReason, &transition)
        let stage = try index(of: name) + (type == .outbound ? 1 : 0)
        guard stage < declaration.stages.count else { return }
        stages[stage].transition = TransitionState(
            enabled: disabledReason == nil, lastChangedBy: user, lastChangedAt: transition.time,
            disabledReason: disabledReason)
    }
}
