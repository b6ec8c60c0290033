import Foundation
import PipelineAPI
import Yams

extension ActionReader {
    /// `NAME: value`, or `NAME: {value: …, type: …}` for values that are looked up.
    func addEnvironment(to action: inout ActionDeclaration) {
        let environment = node["environment"]
        let isCommands = action.actionTypeId.isBuiltIn("Commands")
        let member = isCommands ? path.member("environmentVariables") : path.member("configuration")
        file.place(isCommands ? member : member.key("EnvironmentVariables"), at: environment)
        for entry in file.entries(environment, "environment") ?? [] {
            if isCommands {
                file.place(member.element((action.environmentVariables ?? []).count), at: entry.nameNode)
            }
            guard let variable = read(entry) else { continue }
            file.addVariable(
                variable.name, variable.value, type: variable.type, to: &action, at: entry.nameNode, overriding: true)
        }
    }

    private func read(_ entry: Entry) -> EnvironmentVariable? {
        let what = "environment variable '\(entry.name)'"
        if entry.node.mapping == nil {
            return file.text(entry.node, what).map { EnvironmentVariable(name: entry.name, value: $0) }
        }
        file.refuseUnknownKeys(of: entry.node, known: ["value", "type"], in: "an environment variable")
        guard let value = entry.node["value"] else {
            file.report("\(what) has no value", at: entry.nameNode)
            return nil
        }
        return EnvironmentVariable(
            name: entry.name, value: file.text(value, "value") ?? "", type: file.text(entry.node["type"], "type"))
    }
}

extension PipelineFile {
    /// Gives an action an environment variable, in the way its provider wants it; other actions have no environment.
    ///
    /// A variable that is there already stays, and is a mistake if this one was to override it.
    func addVariable(
        _ name: String, _ value: String, type: String? = nil, to action: inout ActionDeclaration, at node: Node,
        overriding: Bool
    ) {
        var variables: [EnvironmentVariable]
        switch action.actionTypeId.provider {
        case "Commands": variables = action.environmentVariables ?? []
        case "CodeBuild": variables = buildVariables(of: action, at: node)
        default: return
        }
        if variables.contains(where: { $0.name == name }) {
            if overriding { report("environment variable '\(name)' stands more than once", at: node) }
            return
        }
        variables.append(EnvironmentVariable(name: name, value: value, type: type))
        if action.actionTypeId.isBuiltIn("Commands") {
            action.environmentVariables = variables
        } else {
            action.configuration = action.configuration ?? [:]
            action.configuration?["EnvironmentVariables"] = Self.text(of: variables)
        }
    }

    private func buildVariables(of action: ActionDeclaration, at node: Node) -> [EnvironmentVariable] {
        guard let text = action.configuration?["EnvironmentVariables"] else { return [] }
        if let variables = try? JSONDecoder().decode([EnvironmentVariable].self, from: Data(text.utf8)) {
            return variables
        }
        report(
            "the configuration 'EnvironmentVariables' of action '\(action.name)' is no JSON list of name and value",
            at: node, hint: "use `environment:` instead")
        return []
    }

    private static func text(of variables: [EnvironmentVariable]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts only: encoding them cannot fail.
        let data = (try? encoder.encode(variables)) ?? Data("[]".utf8)
        return String(decoding: data, as: UTF8.self)
    }
}
