/// A file or folder of a cloud assembly, named from the assembly's root. It is never outside of it.
public struct AssemblyPath: Sendable, Hashable, CustomStringConvertible {
    public let components: [String]

    public static let root = AssemblyPath(components: [])

    private init(components: [String]) {
        self.components = components
    }

    /// What `written` names, seen from this folder; `nil` if that is absolute or leaves the assembly.
    ///
    /// A nested assembly may name what lies above it: its assets are staged in the outermost folder.
    public func appending(_ written: String) -> AssemblyPath? {
        guard !written.hasPrefix("/"), !written.utf8.contains(0) else { return nil }
        var components = components
        for component in written.split(separator: "/") where component != "." {
            guard component == ".." else {
                components.append(String(component))
                continue
            }
            guard components.popLast() != nil else { return nil }
        }
        return AssemblyPath(components: components)
    }

    /// Whether this is a folder below `other`, or a file in it.
    func isInside(_ other: AssemblyPath) -> Bool {
        components.count > other.components.count && components.starts(with: other.components)
    }

    public var description: String { components.isEmpty ? "." : components.joined(separator: "/") }
}
