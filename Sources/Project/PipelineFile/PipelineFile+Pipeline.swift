import Foundation
import PipelineAPI
import Yams

extension PipelineFile {
    private static let keys = [
        "pipeline", "name", "mode", "executionMode", "pipelineType", "version", "roleArn", "artifactStore",
        "artifactStores", "variables", "triggers", "source", "stages", "metadata",
    ]

    func readPipeline(_ node: Node) -> PipelineDeclaration? {
        refuseUnknownKeys(of: node, known: Self.keys, in: "a pipeline")
        let root = DeclarationPath()
        place(root, at: node)
        guard let nameNode = node["pipeline"] ?? node["name"], let name = text(nameNode, "the pipeline's name") else {
            report("the pipeline has no name; add `pipeline: NAME`", at: node)
            return nil
        }
        place(root.member("name"), at: nameNode)
        let source = readSource(node["source"], pipeline: name)
        let stages = readStages(node["stages"], pipeline: name, source: source)
        place(root.member("stages"), at: node["stages"])
        return PipelineDeclaration(
            name: PipelineName(name), roleArn: readRole(node["roleArn"]),
            artifactStore: node["artifactStores"] == nil ? readStore(node["artifactStore"]) : nil,
            artifactStores: decode([String: ArtifactStore].self, node["artifactStores"], "artifactStores"),
            stages: (source.map { [$0] } ?? []) + stages,
            executionMode: readMode(node["mode"] ?? node["executionMode"]),
            pipelineType: decode(PipelineType.self, node["pipelineType"], "pipelineType (V1 or V2)") ?? .v2,
            variables: readVariables(node["variables"]),
            triggers: decode([PipelineTriggerDeclaration].self, node["triggers"], "triggers"))
    }

    private func readRole(_ node: Node?) -> String {
        place(DeclarationPath().member("roleArn"), at: node)
        return text(node, "roleArn") ?? "arn:aws:iam::\(defaults.account):role/sluice-pipeline"
    }

    private func readStore(_ node: Node?) -> ArtifactStore {
        place(DeclarationPath().member("artifactStore"), at: node)
        let standard = ArtifactStore(location: "sluice-\(defaults.account)-\(defaults.region)")
        guard let node else { return standard }
        if let bucket = node.scalar { return ArtifactStore(location: bucket.string) }
        return decode(ArtifactStore.self, node, "artifactStore") ?? standard
    }

    private func readMode(_ node: Node?) -> ExecutionMode? {
        guard let text = text(node, "mode") else { return nil }
        if let mode = ExecutionMode(rawValue: text.uppercased()) { return mode }
        report("there is no mode '\(text)'", at: node, hint: "superseded, queued or parallel")
        return nil
    }

    /// `Name: value`, or `Name: {default: …, description: …}`, or CodePipeline's list.
    private func readVariables(_ node: Node?) -> [PipelineVariableDeclaration]? {
        guard let node else { return nil }
        if node.sequence != nil { return decode([PipelineVariableDeclaration].self, node, "variables") }
        return map(node, "variables")?.enumerated().map { index, entry in
            place(DeclarationPath().member("variables").element(index), at: entry.value)
            if entry.value.mapping != nil {
                refuseUnknownKeys(of: entry.value, known: ["default", "description"], in: "a variable")
                return PipelineVariableDeclaration(
                    name: entry.key, defaultValue: text(entry.value["default"], "a default"),
                    description: text(entry.value["description"], "a description"))
            }
            let isEmpty = entry.value.scalar?.string.isEmpty ?? true
            return PipelineVariableDeclaration(
                name: entry.key, defaultValue: isEmpty ? nil : text(entry.value, "a variable's value"))
        }
    }

    // MARK: The source

    /// `source: BRANCH`, or a mapping; becomes the stage Source.
    private func readSource(_ node: Node?, pipeline: String) -> StageDeclaration? {
        guard let node else { return nil }
        let path = PipelineFile.stagePath(0)
        place(path, at: node)
        var configuration = [
            "ConnectionArn": "arn:aws:codeconnections:\(defaults.region):\(defaults.account):connection/"
                + "00000000-0000-0000-0000-000000000000",
            "FullRepositoryId": defaults.repository,
        ]
        var output = "Source"
        if let branch = node.scalar {
            configuration["BranchName"] = branch.string
        } else {
            refuseUnknownKeys(
                of: node, known: ["repository", "branch", "connection", "clone", "output", "detectChanges"],
                in: "a source")
            configuration["BranchName"] = text(node["branch"], "the source's branch") ?? "main"
            configuration["FullRepositoryId"] = text(node["repository"], "repository") ?? defaults.repository
            configuration["ConnectionArn"] = text(node["connection"], "connection") ?? configuration["ConnectionArn"]
            configuration["DetectChanges"] = flag(node["detectChanges"], "detectChanges").map(String.init)
            if flag(node["clone"], "clone") ?? false {
                configuration["OutputArtifactFormat"] = "CODEBUILD_CLONE_REF"
            }
            output = text(node["output"], "output") ?? output
        }
        return StageDeclaration(
            name: "Source",
            actions: [
                ActionDeclaration(
                    name: "Source",
                    actionTypeId: ActionTypeID(category: .source, owner: .aws, provider: "CodeStarSourceConnection"),
                    runOrder: 1, configuration: configuration, outputArtifacts: [OutputArtifact(name: .init(output))],
                    namespace: "SourceVariables")
            ])
    }

    static func stagePath(_ index: Int) -> DeclarationPath {
        DeclarationPath().member("stages").element(index)
    }

    // MARK: The stages

    /// A mapping of names, or CodePipeline's list.
    private func readStages(_ node: Node?, pipeline: String, source: StageDeclaration?) -> [StageDeclaration] {
        guard let node else {
            report("the pipeline has no stages; add `stages:`", at: nil)
            return []
        }
        let entries: [(name: String, node: Node)]
        if let sequence = node.sequence {
            entries = sequence.compactMap { stage in
                guard let name = text(stage["name"], "a stage's name") else {
                    report("a stage has no name", at: stage)
                    return nil
                }
                return (name, stage)
            }
        } else {
            entries = (map(node, "stages") ?? []).map { ($0.key, $0.value) }
        }
        let artifact = source?.actions.first?.outputArtifacts?.first?.name
        return entries.enumerated().map { index, entry in
            StageReader(
                file: self, pipeline: pipeline, name: entry.name, node: entry.node, sourceArtifact: artifact,
                path: Self.stagePath(index + (source == nil ? 0 : 1))
            ).read()
        }
    }
}
