/// Why a folder is no cloud assembly that can be deployed.
public enum AssemblyError: Error, Sendable, Hashable, CustomStringConvertible {
    case missing(AssemblyPath)
    case unreadable(AssemblyPath, reason: String)
    case malformed(AssemblyPath, reason: String)
    /// The framework that wrote the assembly is newer than what is known here.
    case unsupportedVersion(String, minimumCLIVersion: String?)
    /// A file names another one that is not in the assembly.
    case outside(String, namedIn: AssemblyPath)
    case tooManyNestedAssemblies(limit: Int)
    /// Stacks that wait for each other.
    case circularDependency(path: [String])
    /// A placeholder that nothing replaces where it stands.
    case unresolvedPlaceholder(String, stack: String)

    public var description: String {
        switch self {
        case .missing(let path): "\(path) of the cloud assembly cannot be read: it is not there"
        case .unreadable(let path, let reason): "\(path) of the cloud assembly cannot be read: \(reason)"
        case .malformed(let path, let reason): "\(path) of the cloud assembly is not as it should be: \(reason)"
        case .unsupportedVersion(let version, let minimum):
            "the cloud assembly has schema version \(version), and versions up to \(SchemaVersion.newest) are known"
                + (minimum.map { "; it asks for the CDK CLI \($0) or newer" } ?? "")
        case .outside(let written, let path): "\(path) names '\(written)', which is outside of the cloud assembly"
        case .tooManyNestedAssemblies(let limit): "the cloud assembly holds more than \(limit) nested assemblies"
        case .circularDependency(let path):
            "stacks depend on each other in a circle: " + path.joined(separator: " → ")
        case .unresolvedPlaceholder(let text, let stack):
            "stack '\(stack)' keeps its template at '\(text)', where a placeholder is left that nothing replaces"
        }
    }
}
