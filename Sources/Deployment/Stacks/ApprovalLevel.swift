import CloudFormation

/// Which changes a person has to agree to (the CDK CLI's `--require-approval`).
public enum ApprovalLevel: String, Sendable, Hashable, CaseIterable {
    case never
    /// Where nothing is to be seen, CloudFormation's change set says what there is to agree to.
    case anyChange = "any-change"
    /// Where somebody may do or reach something afterwards that was closed before.
    case broadening
    /// Where something that exists may be replaced, deleted or left behind.
    case destructive

    public func asks(about plan: StackPlan) -> Bool {
        switch self {
        case .never: false
        case .anyChange: plan.isNeeded && !plan.isOpen
        case .broadening: plan.isNeeded && plan.difference.isBroadening
        case .destructive: plan.isNeeded && plan.isDestructive
        }
    }

    /// Whether a person is asked once more about what only the change set shows.
    public func asks(about surprises: [ChangeSetSurprise]) -> Bool {
        switch self {
        case .never: false
        case .anyChange: !surprises.isEmpty
        case .broadening: surprises.contains(where: \.mayBroaden)
        case .destructive: surprises.contains(where: \.isDestructive)
        }
    }
}
