/// What CloudFormation would do with a template, worked out without it. Nothing is created.
public struct RehearsedChangeSet: Sendable, Hashable {
    /// The kind of change set.
    public enum Kind: String, Sendable, Hashable {
        case create = "CREATE"
        case update = "UPDATE"
    }

    public var kind: Kind
    public var parameters: ParameterResolution
    /// With conditions and parameters applied: a resource changes if its values do.
    public var difference: TemplateDifference
    public var security: SecurityDifference
    public var requiredCapabilities: [RequiredCapability]
    /// The order in which the resources are created.
    public var order: [String]
    public var outputs: [StackOutput]
    /// The exports of other stacks that are used.
    public var imports: [String]
    /// What only AWS knows, and what was taken for it.
    public var assumptions: [Assumption]
    /// Why it would fail; empty if nothing speaks against it.
    public var problems: [ChangeSetProblem]
    /// Whether tags or values of parameters differ, which no resource may show.
    public var changesStackSettings: Bool

    /// "The submitted information didn't contain changes."
    public var isEmpty: Bool { kind == .update && difference.isEmpty && !changesStackSettings }
}
