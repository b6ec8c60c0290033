import Yams

extension BuildspecReader {
    mutating func batch(_ node: Node) throws(BuildspecError) -> Batch {
        var batch = Batch()
        var kinds: [String] = []
        for entry in try node.map("batch") {
            switch entry.key {
            case "fast-fail": batch.fastFail = try entry.value.boolean("batch/fast-fail")
            case "build-list", "build-graph":
                kinds.append(entry.key)
                batch.tasks = try tasks(entry.value, "batch/\(entry.key)", isGraph: entry.key == "build-graph")
            case "build-matrix":
                kinds.append(entry.key)
                batch.tasks = try matrix(entry.value)
            case "build-fanout":
                kinds.append(entry.key)
                batch.tasks = try fanout(entry.value)
            default: warn("unknown key 'batch/\(entry.key)' is ignored", entry.keyNode)
            }
        }
        guard kinds.count == 1 else {
            throw .wrongShape(
                key: "batch", expected: "one of build-list, build-graph, build-matrix", at: node.position)
        }
        if let problem = batch.problem { throw .unsoundBatch(problem, at: node.position) }
        return batch
    }

    private mutating func tasks(
        _ node: Node, _ key: String, isGraph: Bool
    ) throws(BuildspecError) -> [Batch.Task] {
        guard case .sequence(let items) = node else {
            throw .wrongShape(key: key, expected: "a list", at: node.position)
        }
        var tasks: [Batch.Task] = []
        for item in items { tasks.append(try task(item, key, isGraph: isGraph)) }
        return tasks
    }

    private mutating func task(_ node: Node, _ key: String, isGraph: Bool) throws(BuildspecError) -> Batch.Task {
        var task = Batch.Task(identifier: "")
        for entry in try node.map(key) {
            let path = "\(key)/\(entry.key)"
            switch entry.key {
            case "identifier": task.identifier = try entry.value.text(path)
            case "buildspec": task.buildspec = try entry.value.text(path)
            case "depend-on" where isGraph: task.dependsOn = try entry.value.texts(path)
            case "ignore-failure": task.ignoresFailure = try entry.value.boolean(path)
            case "env": (task.image, task.variables) = try taskEnvironment(entry.value, path)
            case "debug-session": break
            default: warn("unknown key '\(path)' is ignored", entry.keyNode)
            }
        }
        return task
    }

    func taskEnvironment(
        _ node: Node, _ key: String
    ) throws(BuildspecError) -> (image: String?, variables: [Buildspec.Variable]) {
        var (image, variables): (String?, [Buildspec.Variable]) = (nil, [])
        for entry in try node.map(key) {
            switch entry.key {
            case "image": image = try entry.value.text("\(key)/image")
            case "variables": variables = try entry.value.variables("\(key)/variables")
            default: break
            }
        }
        return (image, variables)
    }

    /// Builds that share out their tests among themselves take CodeBuild's own test command.
    private mutating func fanout(_ node: Node) throws(BuildspecError) -> [Batch.Task] {
        var task = Batch.Task(identifier: "build1")
        for entry in try node.map("batch/build-fanout") {
            switch entry.key {
            case "parallelism":
                guard try entry.value.text("parallelism") == "1" else {
                    throw .wrongShape(
                        key: "batch/build-fanout/parallelism",
                        expected: "1 here: tests cannot be shared out without codebuild-tests-run",
                        at: entry.value.position)
                }
            case "ignore-failure": task.ignoresFailure = try entry.value.boolean("ignore-failure")
            default: warn("unknown key 'batch/build-fanout/\(entry.key)' is ignored", entry.keyNode)
            }
        }
        return [task]
    }
}
