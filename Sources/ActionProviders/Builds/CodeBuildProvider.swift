public import Foundation
public import PipelineAPI
public import PipelineCore
public import PipelineEngine
import Runner

/// Build/CodeBuild and Test/CodeBuild: a buildspec, run on this machine.
public struct CodeBuildProvider: ActionProvider {
    let host: BuildHost

    public init(host: BuildHost) {
        self.host = host
    }

    public let actionTypes = [
        ActionTypeID(category: .build, owner: .aws, provider: "CodeBuild"),
        ActionTypeID(category: .test, owner: .aws, provider: "CodeBuild"),
    ]

    public func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        let configuration = start.action.configuration ?? [:]
        guard let variables = Self.variables(configuration["EnvironmentVariables"]) else {
            return .misconfigured(
                "EnvironmentVariables of action '\(start.action.name)' is not a JSON array of {name, value, type}")
        }
        if configuration["BatchEnabled"] == "true" {
            return .misconfigured("The embedded engine does not run batch builds; leave out BatchEnabled")
        }
        let plan = BuildPlan(
            project: configuration["ProjectName"] ?? start.action.name.rawValue,
            buildspec: configuration["BuildspecOverride"],
            primarySource: configuration["PrimarySource"].map { ArtifactName($0) }, variables: variables,
            timeoutInSeconds: context.settings.builds.timeoutInMinutes * 60, isCodeBuild: true)
        return await host.run(plan, start, in: context)
    }

    public func cancel(_ start: ActionStart, in context: ActionContext) async {
        host.cancel(start)
    }

    /// Those of Commands actions too: they are builds of the same host.
    public func forgetRuns(before time: Date) async {
        host.removeBuilds(before: time)
    }

    /// The action's `EnvironmentVariables`: a JSON array as text.
    static func variables(_ text: String?) -> [BuildRequest.EnvironmentVariable]? {
        struct Entry: Decodable {
            var name: String
            var value: String
            var type: BuildRequest.EnvironmentVariable.Kind?
        }
        guard let text else { return [] }
        guard let entries = try? JSONDecoder().decode([Entry].self, from: Data(text.utf8)) else { return nil }
        return entries.map {
            BuildRequest.EnvironmentVariable(name: $0.name, value: $0.value, type: $0.type ?? .plaintext)
        }
    }
}
