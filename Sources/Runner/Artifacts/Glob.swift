import Glibc

/// A pattern of an artifact definition, matched against paths relative to a base directory.
///
/// `*`, `?` and `[…]` stay within one component, `**` as a component stands for any number of them, also none. Names
/// that begin with a dot match like all others.
struct Glob {
    let components: [String]

    /// - Parameter pattern: `.` components and doubled slashes in it mean nothing.
    init(_ pattern: String) {
        components = pattern.split(separator: "/").map(String.init).filter { $0 != "." }
    }

    static func isWild(_ component: String) -> Bool {
        component.contains { "*?[".contains($0) }
    }

    var isLiteral: Bool { !components.contains(where: Self.isWild) }

    /// Whether the pattern could reach above the directory it starts in.
    var escapes: Bool { components.contains("..") }

    func matches(_ path: [String]) -> Bool {
        Self.matches(components[...], path[...])
    }

    /// Whether the path, or a directory above it, matches: leaving out a directory leaves out all below it.
    func covers(_ path: [String]) -> Bool {
        (1...max(1, path.count)).contains { matches(Array(path.prefix($0))) }
    }

    private static func matches(_ pattern: ArraySlice<String>, _ path: ArraySlice<String>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        if first == "**" {
            let rest = pattern.drop { $0 == "**" }
            return (path.startIndex...path.endIndex).contains { matches(rest, path[$0...]) }
        }
        guard let name = path.first, fnmatch(first, name, FNM_NOESCAPE) == 0 else { return false }
        return matches(pattern.dropFirst(), path.dropFirst())
    }
}
