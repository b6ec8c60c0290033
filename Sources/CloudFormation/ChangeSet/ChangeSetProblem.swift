/// Why CloudFormation would refuse a change set, or fail while it executes it.
public enum ChangeSetProblem: Sendable, Hashable, CustomStringConvertible {
    case missingParameters([String])
    case unknownParameters([String])
    case invalidParameter(name: String, violation: String)
    case missingCapabilities([RequiredCapability])
    /// Names that the template refers to and does not have; `block` is `Resources` or `Outputs`.
    case unresolvedReferences([String], block: String)
    /// Resources that wait for each other, the first named again at the end.
    case circularDependency([String])
    case noResources
    case tooManyResources(Int)
    case noSuchExport(String)
    case exportedTwice(name: String, stack: String)
    /// An export that others import cannot go.
    case exportInUse(name: String, stacks: [String])
    /// An export that others import cannot change.
    case importedExportChanges(name: String, stacks: [String])

    public var description: String {
        switch self {
        case .missingParameters(let names): "Parameters: [\(names.joined(separator: ", "))] must have values"
        case .unknownParameters(let names):
            "Parameters: [\(names.joined(separator: ", "))] do not exist in the template"
        case .invalidParameter(_, let violation): violation
        case .missingCapabilities(let required):
            required.map {
                "Requires capabilities: [\($0.capability.rawValue)] for \($0.reasons.joined(separator: ", "))"
            }
            .joined(separator: "; ")
        case .unresolvedReferences(let names, let block):
            "Template format error: Unresolved resource dependencies [\(names.joined(separator: ", "))] in the "
                + "\(block) block of the template"
        case .circularDependency(let path):
            "Circular dependency between resources: \(path.joined(separator: " → "))"
        case .noResources: "Template format error: At least one Resources member must be defined"
        case .tooManyResources(let count):
            "Template format error: Number of resources, \(count), is greater than maximum allowed, 500"
        case .noSuchExport(let name): "No export named \(name) found"
        case .exportedTwice(let name, let stack): "Export with name \(name) is already exported by stack \(stack)"
        case .exportInUse(let name, let stacks):
            "Export \(name) cannot be deleted as it is in use by \(stacks.joined(separator: ", "))"
        case .importedExportChanges(let name, let stacks):
            "Cannot update export \(name) as it is in use by \(stacks.joined(separator: ", "))"
        }
    }
}
