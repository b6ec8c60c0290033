import PipelineAPI
import Yams

/// Reads one stage: named actions, CodePipeline's list of them, or a wave of environments.
struct StageReader {
    let file: PipelineFile
    let pipeline: String
    let entry: Entry
    /// What actions read unless they say otherwise.
    let sourceArtifact: ArtifactName?
    let path: DeclarationPath

    private static let gates = ["name", "actions", "blockers", "beforeEntry", "onSuccess", "onFailure"]

    /// What a stage may have beside its actions.
    static let keys = gates + ["wave", "steps"]

    private var node: Node { entry.node }

    func read() -> StageDeclaration {
        file.place(path, at: entry.nameNode)
        file.place(path.member("name"), at: entry.nameNode)
        var stage = StageDeclaration(name: StageName(entry.name), actions: [])
        guard node.mapping != nil else {
            file.report("stage '\(entry.name)' must be a mapping of actions", at: entry.nameNode)
            file.unsettle(path)
            return stage
        }
        let (actions, isFaulty) = file.noting { readActions() }
        stage.actions = actions
        if actions.isEmpty {
            if !isFaulty { file.report("stage '\(entry.name)' has no actions", at: entry.nameNode) }
            file.unsettle(path.member("actions"))
        }
        stage.blockers = gate([BlockerDeclaration].self, "blockers", .blockers)
        stage.beforeEntry = gate(BeforeEntryConditions.self, "beforeEntry", .gate)
        stage.onSuccess = gate(SuccessConditions.self, "onSuccess", .gate)
        stage.onFailure = gate(FailureConditions.self, "onFailure", .failureGate)
        return stage
    }

    private func gate<Gate: Decodable>(_ type: Gate.Type, _ key: String, _ shape: WireShape) -> Gate? {
        file.wire(type, node[key], shape, key, at: path.member(key))
    }

    private func readActions() -> [ActionDeclaration] {
        if node["wave"] != nil { return readWave() }
        if let list = node["actions"] {
            file.refuseUnknownKeys(of: node, known: Self.gates, in: "stage '\(entry.name)'")
            return file.ordered(read(actionEntries(list)), in: entry.name, at: path)
        }
        let entries = file.entries(node, "stage '\(entry.name)'") ?? []
        return file.ordered(read(entries.filter { !Self.gates.contains($0.name) }), in: entry.name, at: path)
    }

    /// CodePipeline's list, or a mapping, under `actions`.
    private func actionEntries(_ list: Node) -> [Entry] {
        guard let sequence = list.sequence else { return file.entries(list, "actions") ?? [] }
        return sequence.map { file.namedEntry($0, "an action") }
    }

    private func read(_ entries: [Entry]) -> [OrderedAction] {
        entries.enumerated().map { index, entry in
            OrderedAction(
                declaration: reader(entry, path.member("actions").element(index)).read(),
                after: file.texts(entry.node["after"], "after"), node: entry.node)
        }
    }

    private func reader(_ entry: Entry, _ path: DeclarationPath) -> ActionReader {
        ActionReader(file: file, pipeline: pipeline, entry: entry, sourceArtifact: sourceArtifact, path: path)
    }

    // MARK: Waves

    /// The same steps for several environments: environments in parallel, steps one after another.
    private func readWave() -> [ActionDeclaration] {
        file.refuseUnknownKeys(of: node, known: Self.keys, in: "a wave")
        let environments = file.texts(node["wave"], "wave") ?? []
        let steps = file.entries(node["steps"], "steps") ?? []
        if steps.isEmpty { file.report("the wave of stage '\(entry.name)' has no steps", at: entry.nameNode) }
        if environments.isEmpty {
            file.report("the wave of stage '\(entry.name)' names no environment", at: node["wave"])
        }
        if let actions = node["actions"] { file.report("a wave has steps, no actions", at: actions) }
        for step in steps { refuseOrder(of: step) }
        return environments.enumerated().flatMap { number, environment in
            steps.enumerated().map { order, step in
                let index = number * steps.count + order
                return read(step, in: environment, order: order + 1, path.member("actions").element(index))
            }
        }
    }

    private func refuseOrder(of step: Entry) {
        for key in ["after", "runOrder"] {
            guard let node = step.node[key] else { continue }
            file.report("a step of a wave has no '\(key)'", at: node, hint: "steps run in the order of the file")
        }
    }

    private func read(
        _ step: Entry, in environment: String, order: Int, _ path: DeclarationPath
    ) -> ActionDeclaration {
        let entry = Entry(
            name: "\(environment).\(step.name)", nameNode: step.nameNode, node: step.node.substituting(environment))
        var action = reader(entry, path).read()
        action.runOrder = order
        file.addVariable("ENVIRONMENT", environment, to: &action, at: step.nameNode, overriding: false)
        return action
    }
}

extension Node {
    /// The same node with `${environment}` replaced in every text.
    fileprivate func substituting(_ environment: String) -> Node {
        switch self {
        case .scalar(var scalar):
            guard scalar.string.contains("${environment}") else { return self }
            scalar.string = scalar.string.replacing("${environment}", with: environment)
            return .scalar(scalar)
        case .sequence(var sequence):
            for index in sequence.indices { sequence[index] = sequence[index].substituting(environment) }
            return .sequence(sequence)
        case .mapping(let mapping):
            let pairs = mapping.map { ($0.key.substituting(environment), $0.value.substituting(environment)) }
            return .mapping(Mapping(pairs, mapping.tag, mapping.style, mapping.mark))
        case .alias:
            return self
        }
    }
}
