import Yams

extension BuildspecReader {
    mutating func readPhases(_ node: Node) throws(BuildspecError) {
        for entry in try node.map("phases") {
            guard let name = Phase.Name(rawValue: entry.key) else {
                throw .invalidPhase(entry.key, at: entry.keyNode.position)
            }
            buildspec.phases[name] = try phase(name, entry.value)
        }
    }

    private mutating func phase(_ name: Phase.Name, _ node: Node) throws(BuildspecError) -> Phase {
        var phase = Phase()
        let key = "phases/\(name.rawValue)"
        for entry in try node.map(key) {
            switch entry.key {
            case "commands": phase.commands = try commands(entry.value)
            case "finally":
                phase.finally = try commands(entry.value)
                warnIfNewer("finally", entry.keyNode)
            case "on-failure": phase.onFailure = try onFailure(entry)
            case "run-as": phase.runAs = try entry.value.text("\(key)/run-as")
            case "runtime-versions" where name == .install:
                phase.runtimeVersions = try entry.value.variables("\(key)/runtime-versions")
            default: warn("unknown key '\(key)/\(entry.key)' is ignored", entry.keyNode)
            }
        }
        return phase
    }

    /// A list of commands, or one command as a string, even over several lines.
    private mutating func commands(_ node: Node) throws(BuildspecError) -> [String] {
        if node.isAbsent { return [] }
        guard case .sequence(let items) = node else {
            guard let text = node.sourceText else { throw .commandNotString(index: 0, at: node.position) }
            return [text]
        }
        var commands: [String] = []
        for (index, item) in items.enumerated() {
            guard let text = item.sourceText else { throw .commandNotString(index: index, at: item.position) }
            if item.isAbsent { warn("an empty list item is taken as a command that does nothing", item) }
            commands.append(text)
        }
        return commands
    }

    private mutating func onFailure(_ entry: Node.Entry) throws(BuildspecError) -> OnFailure {
        let expected = "ABORT, CONTINUE or RETRY"
        guard let onFailure = OnFailure(try entry.value.text("on-failure")) else {
            throw .wrongShape(key: "on-failure", expected: expected, at: entry.value.position)
        }
        if case .retry(_, let pattern?) = onFailure, (try? Regex(pattern)) == nil {
            throw .wrongShape(
                key: "on-failure", expected: "\(expected) with a valid regular expression", at: entry.value.position)
        }
        warnIfNewer("on-failure", entry.keyNode)
        return onFailure
    }

    private mutating func warnIfNewer(_ key: String, _ node: Node) {
        guard buildspec.version == .version01 else { return }
        warn("'\(key)' is newer than version 0.1 of the buildspec grammar", node)
    }
}
