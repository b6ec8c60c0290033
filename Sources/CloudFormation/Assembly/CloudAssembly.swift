/// What a CDK app synthesised: its stacks, their assets, and the assemblies of its stages.
///
/// `CloudAssembly(reading:)` makes one from the files of a folder. Templates are read when they are asked for.
public struct CloudAssembly: Sendable, Hashable {
    public var version: SchemaVersion
    /// The folder of this assembly, seen from the outermost one.
    public var directory: AssemblyPath
    /// What the app calls it: the construct path of a stage; empty for the app itself.
    public var displayName: String
    /// The stacks of this assembly, each after those it depends on.
    public var stacks: [StackArtifact]
    /// One for each stage.
    public var nested: [CloudAssembly]
    /// What the app still wants to know about the accounts it deploys to. If not empty, the rest is provisional.
    public var missingContext: [MissingContext]
    /// What validation plug-ins say of it, if any did.
    public var validation: ValidationReport?
    /// The tree of constructs, if the app wrote one.
    public var tree: AssemblyPath?

    /// The stacks of this assembly and of all stages, in an order in which they can be deployed.
    public var allStacks: [StackArtifact] { stacks + nested.flatMap(\.allStacks) }

    /// The stacks that `stack` needs first, directly or not, in the order of deployment.
    public func upstream(of stack: StackArtifact) -> [StackArtifact] {
        let siblings = allStacks.filter { $0.directory == stack.directory }
        let byID = Dictionary(siblings.map { ($0.id, $0) }) { first, _ in first }
        let order = try? DependencyOrder.of([stack.id]) { byID[$0]?.dependencies ?? [] }
        return (order ?? []).dropLast().compactMap { byID[$0] }
    }
}
