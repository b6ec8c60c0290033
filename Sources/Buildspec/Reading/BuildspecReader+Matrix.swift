import Yams

extension BuildspecReader {
    /// A build for each combination of the values under `dynamic`, with what `static` says for all.
    mutating func matrix(_ node: Node) throws(BuildspecError) -> [Batch.Task] {
        var template = Batch.Task(identifier: "")
        var axes: [Axis] = []
        for entry in try node.map("batch/build-matrix") {
            switch entry.key {
            case "static": template = try fixedPart(entry.value)
            case "dynamic": axes = try self.axes(entry.value)
            default: warn("unknown key 'batch/build-matrix/\(entry.key)' is ignored", entry.keyNode)
            }
        }
        // Counted before they are made: a few lines can ask for more than any memory holds.
        let count = axes.reduce(1) { min($0 * $1.values.count, Batch.tasksLimit + 1) }
        if count > Batch.tasksLimit {
            throw .unsoundBatch("batch has more than \(Batch.tasksLimit) builds", at: node.position)
        }
        let combinations = axes.reduce([template]) { tasks, axis in
            tasks.flatMap { task in axis.values.map { axis.setting($0, in: task) } }
        }
        return combinations.enumerated().map { index, task in
            var task = task
            task.identifier = "build\(index + 1)"
            return task
        }
    }

    private func fixedPart(_ node: Node) throws(BuildspecError) -> Batch.Task {
        var template = Batch.Task(identifier: "")
        let path = "batch/build-matrix/static"
        for entry in try node.map(path) {
            switch entry.key {
            case "ignore-failure": template.ignoresFailure = try entry.value.boolean("\(path)/ignore-failure")
            case "env": (template.image, template.variables) = try taskEnvironment(entry.value, "\(path)/env")
            default: break
            }
        }
        return template
    }

    private func axes(_ node: Node) throws(BuildspecError) -> [Axis] {
        var axes: [Axis] = []
        for entry in try node.map("batch/build-matrix/dynamic") {
            switch entry.key {
            case "buildspec": axes.append(Axis(kind: .buildspec, values: try entry.value.texts("buildspec")))
            case "env": axes += try environmentAxes(entry.value)
            default: break
            }
        }
        return axes.filter { !$0.values.isEmpty }
    }

    /// Where a build runs (`compute-type`, `type`, …) makes no difference here, and no further build.
    private func environmentAxes(_ node: Node) throws(BuildspecError) -> [Axis] {
        var axes: [Axis] = []
        for entry in try node.map("batch/build-matrix/dynamic/env") {
            switch entry.key {
            case "image": axes.append(Axis(kind: .image, values: try entry.value.texts("image")))
            case "variables":
                for variable in try entry.value.map("variables") {
                    axes.append(Axis(kind: .variable(variable.key), values: try variable.value.texts(variable.key)))
                }
            default: break
            }
        }
        return axes
    }
}

/// One dimension of a matrix.
private struct Axis {
    enum Kind {
        case buildspec
        case image
        case variable(String)
    }

    var kind: Kind
    var values: [String]

    func setting(_ value: String, in task: Batch.Task) -> Batch.Task {
        var task = task
        switch kind {
        case .buildspec: task.buildspec = value
        case .image: task.image = value
        case .variable(let name):
            task.variables.removeAll { $0.name == name }
            task.variables.append(.init(name: name, value: value))
        }
        return task
    }
}
