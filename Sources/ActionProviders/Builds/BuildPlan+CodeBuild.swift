import Foundation
import PipelineAPI
import Runner

extension BuildPlan {
    /// Why an action, with its project, describes no build.
    struct Problem: Error, Equatable {
        var sentence: String
    }

    /// The build of a CodeBuild action: what the action says, else its project, else the engine's settings.
    ///
    /// Throws `Problem`.
    init(_ action: ActionDeclaration, project: BuildProject?, timeoutInMinutes: Int) throws {
        let configuration = action.configuration ?? [:]
        self.init(
            project: configuration["ProjectName"] ?? action.name.rawValue,
            buildspec: configuration["BuildspecOverride"] ?? project?.buildspec,
            primarySource: configuration["PrimarySource"].map { ArtifactName($0) },
            projectVariables: try Self.variables(project?.environmentVariables ?? [], of: project?.name ?? ""),
            variables: try Self.variables(of: action),
            timeoutInSeconds: (project?.timeoutInMinutes ?? timeoutInMinutes) * 60, isCodeBuild: true)
        if configuration["BatchEnabled"] == "true" {
            batch = BatchWish(combinesArtifacts: configuration["CombineArtifacts"] == "true")
        }
    }

    static func variables(
        _ variables: [BuildProject.EnvironmentVariable], of project: String
    ) throws -> [BuildRequest.EnvironmentVariable] {
        try variables.map { variable in
            guard let type = BuildRequest.EnvironmentVariable.Kind(rawValue: variable.type) else {
                throw Problem(
                    sentence: "Variable \(variable.name) of project '\(project)' has the type "
                        + "\(variable.type), which is none of CodeBuild's")
            }
            return BuildRequest.EnvironmentVariable(name: variable.name, value: variable.value, type: type)
        }
    }

    /// The action's `EnvironmentVariables`: a JSON array as text.
    private static func variables(of action: ActionDeclaration) throws -> [BuildRequest.EnvironmentVariable] {
        struct Entry: Decodable {
            var name: String
            var value: String
            var type: BuildRequest.EnvironmentVariable.Kind?
        }
        guard let text = action.configuration?["EnvironmentVariables"] else { return [] }
        guard let entries = try? JSONDecoder().decode([Entry].self, from: Data(text.utf8)) else {
            throw Problem(
                sentence:
                    "EnvironmentVariables of action '\(action.name)' is not a JSON array of {name, value, type}")
        }
        return entries.map { .init(name: $0.name, value: $0.value, type: $0.type ?? .plaintext) }
    }
}
