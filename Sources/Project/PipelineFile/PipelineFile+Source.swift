import Foundation
import PipelineAPI
import Yams

extension PipelineFile {
    private static let sourceKeys = [
        "repository", "branch", "provider", "connection", "clone", "output", "detectChanges", "namespace",
    ]

    /// The stage that `source:` stands for; `nil` where the first of `stages` holds the sources. A stand-in takes the
    /// place of one that is missing.
    func readSourceStage(_ pipeline: Node, isMisspelt: Bool) -> StageDeclaration? {
        if let node = pipeline["source"], let stage = readSource(node) { return stage }
        if pipeline["source"] == nil {
            if pipeline["stages"]?.beginsWithActionType ?? false { return nil }
            if !isMisspelt {
                report(
                    "the pipeline has no source", at: pipeline,
                    hint: "add `source: BRANCH`, the branch whose commits it runs for")
            }
        }
        return readSource(Node("main"))
    }

    /// `source: BRANCH`, or a mapping; becomes the stage Source with one action.
    private func readSource(_ node: Node) -> StageDeclaration? {
        let path = DeclarationPath.action(0, ofStage: 0)
        place(.stage(0), at: node)
        place(path.member("configuration").key("BranchName"), at: node["branch"] ?? node)
        place(path.member("configuration").key("FullRepositoryId"), at: node["repository"])
        place(path.member("configuration").key("ConnectionArn"), at: node["connection"])
        place(path.member("outputArtifacts"), at: node["output"])
        place(path.member("namespace"), at: node["namespace"])
        guard node.scalar != nil || node.mapping != nil else {
            report("source must be a branch or a mapping", at: node)
            return nil
        }
        return reading(.stage(0), providing: node.texts) {
            if node.scalar == nil { refuseUnknownKeys(of: node, known: Self.sourceKeys, in: "a source") }
            return StageDeclaration(name: "Source", actions: [sourceAction(node)])
        }
    }

    private func sourceAction(_ node: Node) -> ActionDeclaration {
        let provider = sourceProvider(node["provider"])
        let output = text(node["output"], "output") ?? "Source"
        return ActionDeclaration(
            name: "Source", actionTypeId: ActionTypeID(category: .source, owner: .aws, provider: provider), runOrder: 1,
            configuration: provider == "CodeCommit" ? codeCommit(node) : connection(node),
            outputArtifacts: [OutputArtifact(name: ArtifactName(output))],
            namespace: text(node["namespace"], "namespace") ?? "SourceVariables")
    }

    private func sourceProvider(_ node: Node?) -> String {
        let providers = ["CodeStarSourceConnection", "CodeCommit"]
        guard let name = text(node, "provider") else { return providers[0] }
        if let provider = providers.first(where: { $0.lowercased() == name.lowercased() }) { return provider }
        report(
            "a source in the short form cannot have the provider '\(name)'", at: node,
            hint: "\(providers.joined(separator: " or ")); others as a stage with `actions:` and an actionTypeId")
        return providers[0]
    }

    /// The connection is a placeholder of the right form unless named: the embedded engine needs none.
    private func connection(_ node: Node) -> [String: String] {
        var configuration = gitConfiguration(node)
        configuration["ConnectionArn"] =
            text(node["connection"], "connection")
            ?? "arn:aws:codeconnections:\(defaults.region):\(defaults.account):connection/"
            + "00000000-0000-0000-0000-000000000000"
        configuration["FullRepositoryId"] = repository(node)
        configuration["DetectChanges"] = flag(node["detectChanges"], "detectChanges").map(String.init)
        return configuration
    }

    private func codeCommit(_ node: Node) -> [String: String] {
        if let connection = node["connection"] { report("CodeCommit has no connection", at: connection) }
        var configuration = gitConfiguration(node)
        configuration["RepositoryName"] = repository(node)
        configuration["PollForSourceChanges"] = flag(node["detectChanges"], "detectChanges").map(String.init)
        return configuration
    }

    private func gitConfiguration(_ node: Node) -> [String: String] {
        var configuration: [String: String] = [:]
        configuration["BranchName"] = node.scalar?.string ?? text(node["branch"], "branch") ?? "main"
        if flag(node["clone"], "clone") ?? false { configuration["OutputArtifactFormat"] = "CODEBUILD_CLONE_REF" }
        return configuration
    }

    private func repository(_ node: Node) -> String {
        text(node["repository"], "repository") ?? defaults.repository
            ?? "local/" + file.deletingLastPathComponent().lastPathComponent
    }
}

extension Node {
    /// Whether the first of the stages has actions of types that CodePipeline names, as those of a source have.
    fileprivate var beginsWithActionType: Bool {
        guard let first = mapping?.first?.value ?? sequence?.first else { return false }
        return first.namesActionType
    }

    private var namesActionType: Bool {
        switch self {
        case .mapping(let mapping):
            mapping.contains { $0.key.scalar?.string == "actionTypeId" || $0.value.namesActionType }
        case .sequence(let sequence): sequence.contains(where: \.namesActionType)
        case .scalar, .alias: false
        }
    }
}
