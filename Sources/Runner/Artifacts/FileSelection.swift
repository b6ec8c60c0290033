import Buildspec
import SystemPackage

/// Working out which files an artifact definition selects, and where each goes in the artifact.
struct FileSelection {
    let definition: Buildspec.Artifacts
    let sourceDirectory: String
    let variables: [String: String]
    let record: BuildRecord

    /// One file of the artifact.
    struct Item: Equatable {
        var source: String
        /// Relative to the artifact's root.
        var destination: String
    }

    /// - Throws: CodeBuild's failures where no base directory exists or nothing is selected.
    func items() throws(PhaseFailure) -> [Item] {
        var chosen: [String: String] = [:]
        for base in try bases() {
            record.note("Expanding file paths for base directory \(shown(base))")
            record.note("Assembling file list")
            for file in definition.files { add(VariableExpansion.expand(file, variables), base, &chosen) }
        }
        guard !chosen.isEmpty else { throw .client("no matching artifact paths found") }
        return chosen.map { Item(source: $0.value, destination: $0.key) }.sorted { $0.destination < $1.destination }
    }

    private func bases() throws(PhaseFailure) -> [String] {
        let pattern = VariableExpansion.expand(definition.baseDirectory ?? ".", variables)
        record.note("Expanding base directory path: \(pattern)")
        record.note("Assembling file list")
        record.note("Expanding \(pattern)")
        let bases = BaseDirectories.matching(pattern, root: sourceDirectory)
        guard !bases.isEmpty else { throw .client("no matching base directory path found for \(pattern)") }
        return bases
    }

    private func shown(_ base: String) -> String {
        if base == sourceDirectory { return "." }
        return base.hasPrefix(sourceDirectory + "/") ? String(base.dropFirst(sourceDirectory.count + 1)) : base
    }

    private func add(_ pattern: String, _ base: String, _ chosen: inout [String: String]) {
        record.note("Expanding \(pattern)")
        let place = place(of: pattern, base)
        guard !place.glob.escapes else {
            record.note("Skipping invalid file path \(pattern)")
            return record.warn("artifacts: \(pattern) leads out of the base directory \(shown(base))")
        }
        let files = files(place.glob, in: place.root).filter { !isExcluded($0.path) }
        if files.isEmpty, place.glob.isLiteral {
            record.note("Skipping invalid file path \(pattern)")
            hintAtDirectory(pattern, place)
        } else {
            record.note("Found \(files.count) file(s)")
        }
        for file in files {
            let isBare = definition.discardsPaths || place.isOutside
            let destination = isBare ? file.path.last ?? "" : file.path.joined(separator: "/")
            if let other = chosen.updateValue(file.source, forKey: destination), other != file.source {
                record.warn(
                    "artifacts: \(other) and \(file.source) are both called \(destination); the latter is taken")
            }
        }
    }

    private struct Place {
        var root: String
        var glob: Glob
        /// Whether the files lie outside the source, where only their bare names mean anything.
        var isOutside = false
    }

    /// An absolute pattern is taken from the base, the source, or the directory before its first wildcard.
    private func place(of pattern: String, _ base: String) -> Place {
        guard pattern.hasPrefix("/") else { return Place(root: base, glob: Glob(pattern)) }
        for root in [base, sourceDirectory] where pattern.hasPrefix(root + "/") {
            return Place(root: root, glob: Glob(String(pattern.dropFirst(root.count))))
        }
        let components = Glob(pattern).components
        let fixed = components.prefix { !Glob.isWild($0) }
        let count = min(fixed.count, components.count - 1)
        let rest = components.dropFirst(count).joined(separator: "/")
        return Place(root: "/" + components.prefix(count).joined(separator: "/"), glob: Glob(rest), isOutside: true)
    }

    private func files(_ glob: Glob, in root: String) -> [FileTree.File] {
        let tree = FileTree(root: root, keepsSymlinks: definition.keepsSymlinks)
        let onEscape = { (path: String) in
            record.warn("artifacts: the link \(path) leads out of the base directory or nowhere, and is left out")
        }
        if glob.isLiteral { return tree.file(glob.components, onEscape: onEscape).map { [$0] } ?? [] }
        return tree.files(onEscape: onEscape).filter { glob.matches($0.path) }
    }

    private func isExcluded(_ path: [String]) -> Bool {
        definition.excludePaths.contains { Glob(VariableExpansion.expand($0, variables)).covers(path) }
    }

    private func hintAtDirectory(_ pattern: String, _ place: Place) {
        guard FileTree.isDirectory(([place.root] + place.glob.components).joined(separator: "/")) else { return }
        record.warn("artifacts: \(pattern) is a directory, which selects nothing; write \(pattern)/**/*")
    }
}
