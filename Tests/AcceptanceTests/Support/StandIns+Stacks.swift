import Foundation
import PipelineAPI

/// What stands in for the templates of stacks: they make next to nothing, but take every parameter and give every output
/// that the pipeline knows of.
extension StandIns {
    /// The files that the actions of stacks read of their artifacts, by their paths.
    static func stackFiles(of actions: [ActionDeclaration], outputs: Set<String>) throws -> [String: String] {
        let stacks = actions.filter { $0.actionTypeId.provider == "CloudFormation" }.map { $0.configuration ?? [:] }
        var files: [String: [String: Any]] = [:]
        var parameters: Set<String> = []
        for stack in stacks {
            for (name, value) in try overrides(of: stack) {
                parameters.insert(name)
                guard let wanted = (value as? [String: [String]])?["Fn::GetParam"], wanted.count == 3 else { continue }
                files[wanted[1], default: [:]][wanted[2]] = "given"
            }
            if let path = path(stack["TemplateConfiguration"]) { files[path] = ["Tags": ["team": "shop"]] }
        }
        for path in stacks.compactMap({ path($0["TemplatePath"]) }) {
            files[path] = template(parameters, outputs)
        }
        return try files.mapValues { file in
            String(decoding: try JSONSerialization.data(withJSONObject: file, options: .sortedKeys), as: UTF8.self)
        }
    }

    private static func template(_ parameters: Set<String>, _ outputs: Set<String>) -> [String: Any] {
        let template: [String: Any] = [
            "Parameters": Dictionary(uniqueKeysWithValues: parameters.map { ($0, ["Type": "String", "Default": ""]) }),
            "Resources": ["Nothing": ["Type": "AWS::CloudFormation::WaitConditionHandle"]],
            "Outputs": Dictionary(uniqueKeysWithValues: outputs.map { ($0, ["Value": "given"]) }),
        ]
        return template.filter { ($0.value as? [String: Any])?.isEmpty == false }
    }

    private static func overrides(of stack: [String: String]) throws -> [String: Any] {
        guard let text = stack["ParameterOverrides"] else { return [:] }
        return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    }

    /// `Artifact::path` without the artifact.
    private static func path(_ reference: String?) -> String? {
        reference?.split(separator: "::", maxSplits: 1).last.map(String.init)
    }
}
