import Yams

extension BuildspecReader {
    mutating func readArtifacts(_ node: Node) throws(BuildspecError) {
        if node.isAbsent { return }
        var secondary: [String: Buildspec.Artifacts] = [:]
        buildspec.artifacts = try artifacts(node, "artifacts", &secondary)
        buildspec.secondaryArtifacts = secondary
    }

    private mutating func artifacts(
        _ node: Node, _ path: String, _ secondary: inout [String: Buildspec.Artifacts]
    ) throws(BuildspecError) -> Buildspec.Artifacts {
        var artifacts = Buildspec.Artifacts()
        for entry in try node.map(path) {
            let key = "\(path)/\(entry.key)"
            switch entry.key {
            case "files": artifacts.files = try entry.value.texts(key)
            case "exclude-paths": artifacts.excludePaths = try entry.value.texts(key)
            case "base-directory": artifacts.baseDirectory = try entry.value.text(key)
            case "discard-paths": artifacts.discardsPaths = try entry.value.boolean(key)
            case "enable-symlinks": artifacts.keepsSymlinks = try entry.value.boolean(key)
            case "name": artifacts.name = try entry.value.text(key)
            case "s3-prefix", "type": break
            case "secondary-artifacts": try readSecondary(entry.value, key, &secondary)
            default: warn("unknown key '\(key)' is ignored", entry.keyNode)
            }
        }
        return artifacts
    }

    private mutating func readSecondary(
        _ node: Node, _ path: String, _ secondary: inout [String: Buildspec.Artifacts]
    ) throws(BuildspecError) {
        for entry in try node.map(path) {
            var nested: [String: Buildspec.Artifacts] = [:]
            secondary[entry.key] = try artifacts(entry.value, "\(path)/\(entry.key)", &nested)
        }
    }
}
