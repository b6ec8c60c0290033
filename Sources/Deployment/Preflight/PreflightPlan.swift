import Foundation
public import PipelineAPI

/// The throw-away pipeline of a preflight: the same sources and builds, and of what deploys only what is rehearsed.
///
/// A stage counts as deploying from the first that has an approval, an action of the categories Deploy and Invoke, or the
/// environments of a wave: what commands do from there on nobody can know, so they are left out.
public struct PreflightPlan: Sendable, Hashable {
    /// Under its own name.
    public private(set) var declaration: PipelineDeclaration
    /// What is left out, as `Stage/Action`.
    public private(set) var leftOut: [String] = []

    public init(_ real: PipelineDeclaration) {
        declaration = real
        declaration.name = real.name.preflight
        declaration.triggers = nil
        var isDeploying = false
        declaration.stages = real.stages.compactMap { stage in
            isDeploying = isDeploying || stage.actions.contains(where: \.deploys)
            var kept = stage
            kept.actions = stage.actions.filter { !isDeploying || $0.isRehearsed }.map(\.startingNothing)
            leftOut += stage.actions.filter { action in !kept.actions.contains { $0.name == action.name } }.map {
                "\(stage.name)/\($0.name)"
            }
            if isDeploying { (kept.beforeEntry, kept.onSuccess, kept.onFailure) = (nil, nil, nil) }
            return kept.actions.isEmpty ? nil : kept
        }
    }
}

extension ActionDeclaration {
    /// A source of the throw-away pipeline is looked at once: what it stands for moves only with the next preflight.
    fileprivate var startingNothing: ActionDeclaration {
        var action = self
        switch actionTypeId.provider {
        case "CodeCommit", "GitHub": action.configuration?["PollForSourceChanges"] = "false"
        case "CodeStarSourceConnection": action.configuration?["DetectChanges"] = "false"
        default: break
        }
        return action
    }

    fileprivate var isRehearsed: Bool {
        actionTypeId.category == .deploy && actionTypeId.provider == "CloudFormation"
    }

    /// Whether it, or an environment that it is for, is deployed to.
    fileprivate var deploys: Bool {
        switch actionTypeId.category {
        case .approval, .deploy, .invoke: true
        default: variableNames.contains("ENVIRONMENT")
        }
    }

    /// Of commands and of builds.
    private var variableNames: [String] {
        struct Variable: Decodable { var name: String }
        let written = configuration?["EnvironmentVariables"].map { Data($0.utf8) }
        let ofBuild = written.flatMap { try? JSONDecoder().decode([Variable].self, from: $0) } ?? []
        return (environmentVariables ?? []).map(\.name) + ofBuild.map(\.name)
    }
}
