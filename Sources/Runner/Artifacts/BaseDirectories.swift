/// Resolving `base-directory`, which may hold wildcards and stand for several directories.
enum BaseDirectories {
    /// The directories that `pattern` names, sorted; relative ones start at `root`.
    static func matching(_ pattern: String, root: String) -> [String] {
        let components = pattern.split(separator: "/").map(String.init).filter { $0 != "." }
        var found = [pattern.hasPrefix("/") ? "" : root]
        for component in components {
            found = found.flatMap { step(component, in: $0) }
        }
        return Set(found.map { $0.isEmpty ? "/" : $0 }).filter(FileTree.isDirectory).sorted()
    }

    private static func step(_ component: String, in directory: String) -> [String] {
        guard Glob.isWild(component) else { return ["\(directory)/\(component)"] }
        let below = FileTree.names(in: directory.isEmpty ? "/" : directory)
        if component == "**" {
            let real = below.map { "\(directory)/\($0)" }.filter { path in
                FileTree.mode(path, follow: false).map { $0 & 0o170000 == 0o040000 } ?? false
            }
            return [directory] + real.flatMap { step("**", in: $0) }
        }
        let glob = Glob(component)
        return below.filter { glob.matches([$0]) }.map { "\(directory)/\($0)" }
    }
}
