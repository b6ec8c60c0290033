import Foundation
import PipelineAPI

extension PipelineDeclaration {
    /// Writes a project's own buildspec into the actions that build it, where the action does not override it.
    ///
    /// CodePipeline stores 1000 characters of a configuration value; a longer document stays with its project.
    mutating func takeBuildspecs(from projects: [BuildProject]) {
        for stage in stages.indices {
            for action in stages[stage].actions.indices where stages[stage].actions[action].isBuild {
                stages[stage].actions[action].takeBuildspec(from: projects)
            }
        }
    }
}

extension ActionDeclaration {
    fileprivate var isBuild: Bool { actionTypeId.provider == "CodeBuild" }

    fileprivate mutating func takeBuildspec(from projects: [BuildProject]) {
        guard configuration?["BuildspecOverride"] == nil, let name = configuration?["ProjectName"],
            let buildspec = projects.first(where: { $0.name == name })?.buildspec.map(Self.compact),
            buildspec.count <= 1000
        else { return }
        configuration?["BuildspecOverride"] = buildspec
    }

    /// JSON without its white space; another text as it is.
    private static func compact(_ buildspec: String) -> String {
        guard let json = try? JSONSerialization.jsonObject(with: Data(buildspec.utf8)),
            let data = try? JSONSerialization.data(
                withJSONObject: json, options: [.sortedKeys, .withoutEscapingSlashes])
        else { return buildspec }
        return String(decoding: data, as: UTF8.self)
    }
}
