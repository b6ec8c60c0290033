import Foundation
import PipelineAPI
import Yams

/// Reads one action: a buildspec, commands, an approval, or anything in CodePipeline's own form.
struct ActionReader {
    let file: PipelineFile
    let pipeline: String
    let name: String
    let node: Node
    let sourceArtifact: ArtifactName?
    let path: DeclarationPath

    private static let common = [
        "name", "after", "runOrder", "inputs", "inputArtifacts", "outputs", "outputArtifacts", "namespace", "roleArn",
        "region",
    ]
    private static let buildKeys =
        common + ["buildspec", "project", "environment", "test", "primary", "configuration"]
    private static let commandKeys =
        common + ["commands", "environment", "environmentVariables", "exports", "outputVariables", "configuration"]
    private static let approvalKeys = common + ["approval", "url", "notify", "timeout", "timeoutInMinutes"]
    private static let wireKeys =
        common + [
            "actionTypeId", "configuration", "commands", "environmentVariables", "outputVariables", "timeoutInMinutes",
        ]

    /// The actions of the same stage that have to end before this one starts.
    var after: [String]? { file.texts(node["after"], "after") }

    func read() -> ActionDeclaration {
        file.place(path, at: node)
        file.place(path.member("name"), at: node)
        if node.scalar?.string == "approval" { return base(.approval, "Manual") }
        if node.sequence != nil { return readCommands(node) }
        if node["actionTypeId"] != nil { return readWireForm() }
        if node["approval"] != nil { return readApproval() }
        if let commands = node["commands"] { return readCommands(commands) }
        if node["buildspec"] != nil { return readBuild() }
        file.report(
            "action '\(name)' says nothing to do", at: node,
            hint: "give it buildspec, commands or approval, or an actionTypeId")
        return base(.compute, "Commands")
    }

    /// What every action has, from the keys that every action may have.
    private func base(_ category: ActionCategory, _ provider: String) -> ActionDeclaration {
        ActionDeclaration(
            name: ActionName(name),
            actionTypeId: ActionTypeID(category: category, owner: .aws, provider: provider),
            runOrder: file.number(node["runOrder"], "runOrder") ?? 1, outputArtifacts: readOutputs(),
            inputArtifacts: category == .approval ? nil : readInputs(), roleArn: file.text(node["roleArn"], "roleArn"),
            region: file.text(node["region"], "region"), namespace: file.text(node["namespace"], "namespace"))
    }

    private func readInputs() -> [InputArtifact]? {
        if let wire = file.decode([InputArtifact].self, node["inputArtifacts"], "inputArtifacts") { return wire }
        let names = file.texts(node["inputs"], "inputs").map { $0.map { ArtifactName($0) } }
        for (index, element) in (node["inputs"]?.sequence ?? []).enumerated() {
            file.place(path.member("inputArtifacts").element(index), at: element)
        }
        file.place(path.member("inputArtifacts"), at: node["inputs"] ?? node)
        return (names ?? sourceArtifact.map { [$0] })?.map { InputArtifact(name: $0) }
    }

    /// `[Name, …]`, or for commands `Name: [file, …]`.
    private func readOutputs() -> [OutputArtifact]? {
        if let wire = file.decode([OutputArtifact].self, node["outputArtifacts"], "outputArtifacts") { return wire }
        guard let outputs = node["outputs"] else { return nil }
        file.place(path.member("outputArtifacts"), at: outputs)
        if outputs.mapping == nil {
            return file.texts(outputs, "outputs")?.map { OutputArtifact(name: ArtifactName($0)) }
        }
        return file.map(outputs, "outputs")?.map {
            OutputArtifact(name: ArtifactName($0.key), files: file.texts($0.value, "the files of an output"))
        }
    }

    private func readBuild() -> ActionDeclaration {
        file.refuseUnknownKeys(of: node, known: Self.buildKeys, in: "a build")
        let isTest = file.flag(node["test"], "test") ?? false
        var action = base(isTest ? .test : .build, "CodeBuild")
        var configuration = readConfiguration()
        configuration["ProjectName"] = file.text(node["project"], "project") ?? "\(pipeline)-\(name)"
        let buildspec = file.text(node["buildspec"], "buildspec")
        if let buildspec, buildspec != "true" { configuration["BuildspecOverride"] = buildspec }
        configuration["PrimarySource"] = file.text(node["primary"], "primary") ?? configuration["PrimarySource"]
        file.place(path.member("configuration").key("BuildspecOverride"), at: node["buildspec"])
        file.place(path.member("configuration").key("EnvironmentVariables"), at: node["environment"])
        action.configuration = configuration
        for variable in readEnvironment() { action.addVariable(variable.name, variable.value, type: variable.type) }
        return action
    }

    private func readCommands(_ commands: Node) -> ActionDeclaration {
        file.refuseUnknownKeys(of: node, known: Self.commandKeys, in: "an action with commands")
        var action = base(.compute, "Commands")
        action.commands = file.texts(commands, "commands")
        file.place(path.member("commands"), at: commands)
        for (index, command) in (commands.sequence ?? []).enumerated() {
            file.place(path.member("commands").element(index), at: command)
        }
        let configuration = readConfiguration()
        if !configuration.isEmpty { action.configuration = configuration }
        action.outputVariables = file.texts(node["exports"] ?? node["outputVariables"], "exports")
        file.place(path.member("environmentVariables"), at: node["environment"])
        action.environmentVariables = file.decode(
            [EnvironmentVariable].self, node["environmentVariables"], "environmentVariables")
        for variable in readEnvironment() { action.addVariable(variable.name, variable.value, type: variable.type) }
        return action
    }

    private func readApproval() -> ActionDeclaration {
        file.refuseUnknownKeys(of: node, known: Self.approvalKeys, in: "an approval")
        var action = base(.approval, "Manual")
        var configuration: [String: String] = [:]
        if let question = file.text(node["approval"], "approval"), question != "true" {
            configuration["CustomData"] = question
        }
        configuration["ExternalEntityLink"] = file.text(node["url"], "url")
        configuration["NotificationArn"] = file.text(node["notify"], "notify")
        action.configuration = configuration
        let timeout = node["timeout"] ?? node["timeoutInMinutes"]
        action.timeoutInMinutes = file.number(timeout, "timeout (in minutes)")
        file.place(path.member("timeoutInMinutes"), at: timeout)
        return action
    }

    private func readWireForm() -> ActionDeclaration {
        file.refuseUnknownKeys(of: node, known: Self.wireKeys, in: "an action")
        let type = file.decode(ActionTypeID.self, node["actionTypeId"], "actionTypeId")
        file.place(path.member("actionTypeId"), at: node["actionTypeId"])
        var action = base(type?.category ?? .build, type?.provider ?? "")
        action.actionTypeId = type ?? action.actionTypeId
        if node["inputs"] == nil, node["inputArtifacts"] == nil { action.inputArtifacts = nil }
        action.configuration = readConfiguration()
        action.commands = file.texts(node["commands"], "commands")
        action.environmentVariables = file.decode(
            [EnvironmentVariable].self, node["environmentVariables"], "environmentVariables")
        action.outputVariables = file.texts(node["outputVariables"], "outputVariables")
        action.timeoutInMinutes = file.number(node["timeoutInMinutes"], "timeoutInMinutes")
        return action
    }

    private func readConfiguration() -> [String: String] {
        var configuration: [String: String] = [:]
        file.place(path.member("configuration"), at: node["configuration"])
        for (key, value) in file.map(node["configuration"], "configuration") ?? [] {
            configuration[key] = file.text(value, "configuration '\(key)'")
            file.place(path.member("configuration").key(key), at: value)
        }
        return configuration
    }

    /// `NAME: value`, or `NAME: {value: …, type: …}` for values that CodeBuild looks up.
    private func readEnvironment() -> [EnvironmentVariable] {
        (file.map(node["environment"], "environment") ?? []).compactMap { name, value in
            if value.mapping == nil {
                return file.text(value, "environment variable '\(name)'").map {
                    EnvironmentVariable(name: name, value: $0)
                }
            }
            file.refuseUnknownKeys(of: value, known: ["value", "type"], in: "an environment variable")
            return EnvironmentVariable(
                name: name, value: file.text(value["value"], "value") ?? "", type: file.text(value["type"], "type"))
        }
    }
}

extension ActionDeclaration {
    /// Gives the action an environment variable, in the way its provider wants it.
    mutating func addVariable(_ name: String, _ value: String, type: String? = nil) {
        switch actionTypeId.provider {
        case "Commands":
            environmentVariables = environmentVariables ?? []
            environmentVariables?.append(EnvironmentVariable(name: name, value: value, type: type))
        case "CodeBuild":
            let variable = EnvironmentVariable(name: name, value: value, type: type ?? "PLAINTEXT")
            let text = configuration?["EnvironmentVariables"] ?? "[]"
            var variables =
                (try? JSONDecoder().decode([EnvironmentVariable].self, from: Data(text.utf8))) ?? []
            variables.append(variable)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let data = (try? encoder.encode(variables)) ?? Data(text.utf8)
            configuration?["EnvironmentVariables"] = String(decoding: data, as: UTF8.self)
        default:
            break
        }
    }
}
