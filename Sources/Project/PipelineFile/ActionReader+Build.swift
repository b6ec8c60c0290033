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
            readPrimary(inputs: inputs) ?? configuration["PrimarySource"]
            ?? (inputs.count > 1 ? inputs.first?.name.rawValue : nil)
        return configuration
    }

    /// The input that the build starts in.
    private func readPrimary(inputs: [InputArtifact]) -> String? {
        guard let primary = file.text(node["primary"], "primary") else { return nil }
        let names = inputs.map(\.name.rawValue)
        if !names.contains(primary) {
            file.report(
                "'\(primary)' is not among the inputs of '\(name)'", at: node["primary"],
                hint: Spelling.nearest(to: primary, among: names).map { "did you mean '\($0)'?" }
                    ?? "it has \(names.isEmpty ? "none" : names.joined(separator: ", "))")
        }
        return primary
    }

    /// A path; `nil` for the project's own.
    private var buildspec: String? {
        guard node.mapping != nil, let buildspec = node["buildspec"], buildspec.bool != true else { return nil }
        if buildspec.tag == Tag(.str), let path = buildspec.scalar?.string, !path.isEmpty { return path }
        file.report("buildspec must be a path, or true for buildspec.yml", at: buildspec)
        return nil
    }

    /// PIPELINE-ACTION, in the characters that a project's name may have.
    private var projectName: String {
        "\(pipeline)-\(name)".replacing(".", with: "-").replacing("@", with: "-")
    }
}
