import PipelineAPI
import Yams

extension ActionReader {
    static let buildKeys =
        commonKeys + artifactKeys + ["buildspec", "project", "environment", "test", "primary", "configuration"]

    /// An action of CodeBuild: `buildspec: PATH`, or `buildspec: true` for the project's own.
    func readBuild() -> ActionDeclaration {
        file.refuseUnknownKeys(of: node, known: Self.buildKeys, in: "a build")
        let isTest = file.flag(node["test"], "test") ?? false
        var action = base(isTest ? .test : .build, "CodeBuild")
        action.inputArtifacts = inputs
        action.outputArtifacts = readOutputs()
        action.configuration = buildConfiguration(inputs: action.inputArtifacts ?? [])
        addEnvironment(to: &action)
        return action
    }

    private func buildConfiguration(inputs: [InputArtifact]) -> [String: String] {
        var configuration = readConfiguration() ?? [:]
        let path = path.member("configuration")
        for (key, short) in [
            ("BuildspecOverride", "buildspec"), ("ProjectName", "project"), ("PrimarySource", "primary"),
        ] {
            if configuration[key] != nil, let node = node[short] {
                file.report(
                    "'\(short)' and the configuration '\(key)' mean the same", at: node, hint: "keep one of them")
            }
            file.place(path.key(key), at: node[short])
        }
        configuration["BuildspecOverride"] = buildspec ?? configuration["BuildspecOverride"]
        configuration["ProjectName"] =
            file.text(node["project"], "project") ?? configuration["ProjectName"] ?? projectName
        configuration["PrimarySource"] =
            file.text(node["primary"], "primary") ?? configuration["PrimarySource"]
            ?? (inputs.count > 1 ? inputs.first?.name.rawValue : nil)
        return configuration
    }

    private var buildspec: String? {
        guard node.mapping != nil, let text = file.text(node["buildspec"], "buildspec") else { return nil }
        if text == "false" {
            file.report("buildspec must be a path, or true for buildspec.yml", at: node["buildspec"])
        }
        return text == "true" ? nil : text
    }

    /// PIPELINE-ACTION, in the characters that a project's name may have.
    private var projectName: String {
        "\(pipeline)-\(name)".replacing(".", with: "-").replacing("@", with: "-")
    }
}
