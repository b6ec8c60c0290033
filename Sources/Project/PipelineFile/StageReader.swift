import PipelineAPI
import Yams

/// Reads one stage: named actions, CodePipeline's list of them, or a wave of environments.
struct StageReader {
    let file: PipelineFile
    let pipeline: String
    let name: String
    let node: Node
    /// What actions read unless they say otherwise.
    let sourceArtifact: ArtifactName?
    let path: DeclarationPath

    private static let gates = ["name", "actions", "blockers", "beforeEntry", "onSuccess", "onFailure"]

    func read() -> StageDeclaration {
        file.place(path, at: node)
        guard node.mapping != nil else {
            file.report("stage '\(name)' must be a mapping of actions", at: node)
            return StageDeclaration(name: StageName(name), actions: [])
        }
        var stage = StageDeclaration(name: StageName(name), actions: readActions())
        stage.beforeEntry = file.decode(BeforeEntryConditions.self, node["beforeEntry"], "beforeEntry")
        stage.onSuccess = file.decode(SuccessConditions.self, node["onSuccess"], "onSuccess")
        stage.onFailure = file.decode(FailureConditions.self, node["onFailure"], "onFailure")
        stage.blockers = file.decode([BlockerDeclaration].self, node["blockers"], "blockers")
        return stage
    }

    private func readActions() -> [ActionDeclaration] {
        if node["wave"] != nil { return readWave() }
        if let list = node["actions"] { return readList(list) }
        let entries = (file.map(node, "stage '\(name)'") ?? []).filter { !Self.gates.contains($0.key) }
        return ordered(entries.map { entry in { path in self.action(entry.key, entry.value, path) } })
    }

    /// CodePipeline's list, or a mapping, under `actions`.
    private func readList(_ list: Node) -> [ActionDeclaration] {
        file.refuseUnknownKeys(of: node, known: Self.gates, in: "stage '\(name)'")
        if let map = list.mapping {
            return ordered(
                map.map { entry in { path in self.action(entry.key.scalar?.string ?? "", entry.value, path) } })
        }
        return ordered(
            (list.sequence ?? []).map { action in
                { path in self.action(file.text(action["name"], "an action's name") ?? "", action, path) }
            })
    }

    private func action(_ name: String, _ node: Node, _ path: DeclarationPath) -> ActionReader {
        ActionReader(
            file: file, pipeline: pipeline, name: name, node: node, sourceArtifact: sourceArtifact, path: path)
    }

    /// Reads the actions in the order of the file and then gives run orders to those that say after which they run.
    private func ordered(_ readers: [(DeclarationPath) -> ActionReader]) -> [ActionDeclaration] {
        var waiting: [(index: Int, after: [String], node: Node)] = []
        var actions: [ActionDeclaration] = []
        for (index, make) in readers.enumerated() {
            let reader = make(path.member("actions").element(index))
            actions.append(reader.read())
            if let after = reader.after { waiting.append((index, after, reader.node)) }
        }
        for _ in waiting {
            for entry in waiting {
                let orders = entry.after.compactMap { name in
                    actions.first { $0.name.rawValue == name }.map { $0.runOrder ?? 1 }
                }
                actions[entry.index].runOrder = (orders.max() ?? 0) + 1
            }
        }
        for entry in waiting {
            for name in entry.after where !actions.contains(where: { $0.name.rawValue == name }) {
                file.report("stage '\(self.name)' has no action '\(name)' to come after", at: entry.node["after"])
            }
            if let order = actions[entry.index].runOrder, order > actions.count {
                file.report("the actions of stage '\(name)' wait for each other", at: entry.node["after"])
            }
        }
        return actions
    }

    // MARK: Waves

    /// The same steps for several environments: environments in parallel, steps one after another.
    private func readWave() -> [ActionDeclaration] {
        file.refuseUnknownKeys(of: node, known: Self.gates + ["wave", "steps"], in: "a wave")
        let environments = file.texts(node["wave"], "wave") ?? []
        guard let steps = file.map(node["steps"], "steps"), !steps.isEmpty else {
            file.report("the wave of stage '\(name)' has no steps", at: node)
            return []
        }
        if environments.isEmpty { file.report("the wave of stage '\(name)' names no environment", at: node["wave"]) }
        var actions: [ActionDeclaration] = []
        for environment in environments {
            for (step, entry) in steps.enumerated() {
                let path = path.member("actions").element(actions.count)
                let reader = action("\(environment).\(entry.key)", entry.value.substituting(environment), path)
                var action = reader.read()
                action.runOrder = step + 1
                action.addVariable("ENVIRONMENT", environment)
                actions.append(action)
            }
        }
        return actions
    }
}

extension Node {
    /// The same node with `${environment}` replaced in every text.
    fileprivate func substituting(_ environment: String) -> Node {
        switch self {
        case .scalar(var scalar):
            scalar.string = scalar.string.replacing("${environment}", with: environment)
            return .scalar(scalar)
        case .sequence(var sequence):
            for index in sequence.indices { sequence[index] = sequence[index].substituting(environment) }
            return .sequence(sequence)
        case .mapping(var mapping):
            for (key, value) in mapping { mapping[key] = value.substituting(environment) }
            return .mapping(mapping)
        case .alias:
            return self
        }
    }
}
