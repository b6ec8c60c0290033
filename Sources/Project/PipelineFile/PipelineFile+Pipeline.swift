import Foundation
import PipelineAPI
import Yams

extension PipelineFile {
    private static let keys = [
        "pipeline", "name", "mode", "executionMode", "pipelineType", "version", "roleArn", "artifactStore",
        "artifactStores", "variables", "triggers", "source", "stages",
    ]

    func readPipeline(_ node: Node) -> PipelineDeclaration {
        let root = DeclarationPath()
        let misspelt = refuseUnknownKeys(of: node, known: Self.keys, in: "a pipeline")
        if misspelt.contains("variables") { unsettle(root.member("variables"), providing: ["variables"]) }
        place(root, at: node)
        place(root.member("stages"), at: node["stages"])
        place(root.member("roleArn"), at: node["roleArn"])
        let name = readName(node, isMisspelt: misspelt.contains { ["pipeline", "name"].contains($0) })
        let source = readSourceStage(node, isMisspelt: misspelt.contains("source"))
        if node["stages"] == nil, !misspelt.contains("stages") {
            report("the pipeline has no stages", at: node, hint: "add `stages:`")
        }
        let stages = readStages(node["stages"], pipeline: name, source: source)
        let stores = node["artifactStores"]
        return PipelineDeclaration(
            name: PipelineName(name),
            roleArn: text(node["roleArn"], "roleArn") ?? "arn:aws:iam::\(defaults.account):role/sluice-pipeline",
            artifactStore: stores == nil || node["artifactStore"] != nil ? readStore(node["artifactStore"]) : nil,
            artifactStores: readStores(stores), stages: stages, version: number(node["version"], "version"),
            executionMode: readMode(either("mode", "executionMode", of: node)), pipelineType: readType(node),
            variables: readVariables(node["variables"]),
            triggers: wire(
                [PipelineTriggerDeclaration].self, node["triggers"], .triggers, "triggers",
                at: root.member("triggers")))
    }

    /// A stand-in takes the place of a name that is missing.
    private func readName(_ node: Node, isMisspelt: Bool) -> String {
        let nameNode = either("pipeline", "name", of: node)
        if nameNode == nil, !isMisspelt {
            report("the pipeline has no name", at: node, hint: "add `pipeline: NAME`")
        }
        place(DeclarationPath().member("name"), at: nameNode)
        return text(nameNode, "the pipeline's name") ?? "unnamed"
    }

    private func readStore(_ node: Node?) -> ArtifactStore {
        let path = DeclarationPath().member("artifactStore")
        let standard = ArtifactStore(location: "sluice-\(defaults.account)-\(defaults.region)")
        guard let node else { return standard }
        place(path, at: node)
        if let bucket = node.scalar { return ArtifactStore(location: bucket.string) }
        return wire(ArtifactStore.self, node, .artifactStore, "artifactStore", at: path) ?? standard
    }

    /// A bucket, or CodePipeline's store, for each region.
    private func readStores(_ node: Node?) -> [String: ArtifactStore]? {
        let path = DeclarationPath().member("artifactStores")
        place(path, at: node)
        return entries(node, "artifactStores")?.reduce(into: [:]) { stores, entry in
            place(path.key(entry.name), at: entry.nameNode)
            stores[entry.name] =
                entry.node.scalar.map { ArtifactStore(location: $0.string) }
                ?? wire(
                    ArtifactStore.self, entry.node, .artifactStore, "the store of \(entry.name)",
                    at: path.key(entry.name))
        }
    }

    private func readMode(_ node: Node?) -> ExecutionMode? {
        guard let text = text(node, "mode") else { return nil }
        place(DeclarationPath().member("executionMode"), at: node)
        if let mode = ExecutionMode(rawValue: text.uppercased()) { return mode }
        report("there is no mode '\(text)'", at: node, hint: "superseded, queued or parallel")
        return nil
    }

    /// V2 where nothing is said, as in the AWS console; a declaration in CodePipeline's own JSON stays as it is.
    private func readType(_ node: Node) -> PipelineType? {
        guard let text = text(node["pipelineType"], "pipelineType") else {
            return file.pathExtension == "json" ? nil : .v2
        }
        if let type = PipelineType(rawValue: text) { return type }
        report("there is no pipelineType '\(text)'", at: node["pipelineType"], hint: "V1 or V2")
        return .v2
    }

    /// `Name: value`, or `Name: {default: …, description: …}`, or CodePipeline's list.
    private func readVariables(_ node: Node?) -> [PipelineVariableDeclaration]? {
        let path = DeclarationPath().member("variables")
        guard let node else { return nil }
        place(path, at: node)
        return reading(path, providing: ["variables"]) {
            if node.sequence != nil {
                return wire([PipelineVariableDeclaration].self, node, .variables, "variables", at: path)
            }
            return entries(node, "variables")?.enumerated().map { index, entry in
                place(path.element(index), at: entry.nameNode)
                return readVariable(entry)
            }
        }
    }

    /// A variable without a value must be given at each start.
    private func readVariable(_ entry: Entry) -> PipelineVariableDeclaration {
        var variable = PipelineVariableDeclaration(name: entry.name)
        if entry.node.mapping != nil {
            refuseUnknownKeys(of: entry.node, known: ["default", "description"], in: "a variable")
            variable.defaultValue = text(entry.node["default"], "a default")
            variable.description = text(entry.node["description"], "a description")
        } else if entry.node.scalar?.string.isEmpty != true {
            variable.defaultValue = text(entry.node, "a variable's value")
        }
        return variable
    }

    // MARK: The stages

    /// A mapping of names, or CodePipeline's list. The source's stage, if there is one, comes first.
    private func readStages(_ node: Node?, pipeline: String, source: StageDeclaration?) -> [StageDeclaration] {
        var stages = source.map { [$0] } ?? []
        guard let node else {
            unsettle(DeclarationPath().member("stages"))
            return stages
        }
        for entry in stageEntries(node) {
            // Without `source:` the first stage in the file holds the sources.
            let artifact = stages.first?.actions.first { $0.isSource }?.outputArtifacts?.first?.name
            let reader = StageReader(
                file: self, pipeline: pipeline, entry: entry, sourceArtifact: artifact, path: .stage(stages.count))
            stages.append(reader.read())
        }
        return stages
    }

    private func stageEntries(_ node: Node) -> [Entry] {
        if let sequence = node.sequence { return sequence.map { namedEntry($0, "a stage") } }
        return reading(DeclarationPath().member("stages"), providing: []) { entries(node, "stages") ?? [] }
    }
}

extension ActionDeclaration {
    fileprivate var isSource: Bool { actionTypeId.category == .source }
}
