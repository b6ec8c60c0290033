/// A resource that a deployment adds, removes or changes.
public struct ResourceDifference: Sendable, Hashable {
    /// What happens to the resource itself. CloudFormation's change set knows better where it has been created.
    public enum Impact: Sendable, Hashable {
        case create
        case update
        case mayReplace
        case replace
        case destroy
        /// It leaves the stack and stays, as its `DeletionPolicy` says.
        case orphan
    }

    public var logicalID: String
    /// `nil` for a resource that is added.
    public var oldType: String?
    /// `nil` for a resource that is removed.
    public var newType: String?
    public var impact: Impact
    /// What changes in its properties; empty for one that is added or removed.
    public var properties: [PropertyChange]
    /// What changes beside its properties, such as `DependsOn`, `Metadata` or `DeletionPolicy`.
    public var attributes: [PropertyChange]

    public var type: String { newType ?? oldType ?? "" }

    /// Whether something may be lost: what `requireApproval: destructive` asks about.
    public var isDestructive: Bool {
        switch impact {
        case .mayReplace, .replace, .destroy, .orphan: true
        case .create, .update: false
        }
    }
}
