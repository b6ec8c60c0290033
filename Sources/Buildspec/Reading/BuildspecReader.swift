import Yams

extension Buildspec {
    /// Reads and checks the text of a buildspec, YAML or JSON; nothing in it is executed or expanded.
    ///
    /// - Returns: the buildspec, and what in it may not work as its author thinks.
    public static func parse(
        _ text: String
    ) throws(BuildspecError) -> (buildspec: Buildspec, warnings: [BuildspecWarning]) {
        guard let entries = try BuildspecDocument.root(of: text)?.entries else { throw .noBuildspec }
        guard entries.contains(where: { BuildspecReader.sections.contains($0.key) }) else { throw .noBuildspec }
        var reader = BuildspecReader(version: try BuildspecReader.version(in: entries))
        for entry in entries {
            try reader.read(entry)
        }
        reader.finish()
        return (reader.buildspec, reader.warnings)
    }
}

/// Collects a buildspec section by section.
struct BuildspecReader {
    static let sections: Set = [
        "version", "run-as", "env", "environment_variables", "proxy", "batch", "phases", "reports", "artifacts",
        "cache",
    ]
    private static let batchKinds: Set = ["build-list", "build-graph", "build-matrix", "build-fanout"]

    var buildspec: Buildspec
    var warnings: [BuildspecWarning] = []

    init(version: Buildspec.Version) {
        buildspec = Buildspec(version: version)
    }

    static func version(in entries: [Node.Entry]) throws(BuildspecError) -> Buildspec.Version {
        guard let entry = entries.first(where: { $0.key == "version" }) else {
            throw .unsupportedVersion(nil, at: nil)
        }
        let text = try entry.value.text("version")
        guard let version = Buildspec.Version(rawValue: text) else {
            throw .unsupportedVersion(text, at: entry.value.position)
        }
        return version
    }

    mutating func warn(_ message: String, _ node: Node) {
        warnings.append(BuildspecWarning(message: message, position: node.position))
    }

    mutating func read(_ entry: Node.Entry) throws(BuildspecError) {
        switch entry.key {
        case "version", "proxy": break
        case "run-as": buildspec.runAs = try entry.value.text("run-as")
        case "env": try readEnvironment(entry.value)
        case "environment_variables": try readEnvironment(entry.value)
        case "phases": try readPhases(entry.value)
        case "artifacts": try readArtifacts(entry.value)
        case "reports": try readReports(entry.value)
        case "cache": try readCache(entry.value)
        case "batch":
            do throws(BuildspecError) {
                buildspec.batch = try batch(entry.value)
            } catch {
                buildspec.batchProblem = error
            }
        case let key where Self.batchKinds.contains(key):
            warn("key '\(key)' is ignored here: it belongs under 'batch'", entry.keyNode)
        default: warn("unknown key '\(entry.key)' is ignored", entry.keyNode)
        }
    }

    mutating func finish() {
        guard buildspec.phases.isEmpty, buildspec.batch == nil else { return }
        warnings.append(
            BuildspecWarning(message: "the buildspec has no phases: there is nothing to run", position: nil))
    }
}
