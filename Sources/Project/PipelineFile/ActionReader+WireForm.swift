import PipelineAPI
import Yams

extension ActionReader {
    static let wireKeys =
        commonKeys + artifactKeys + [
            "actionTypeId", "configuration", "commands", "environmentVariables", "outputVariables",
            "timeoutInMinutes",
        ]

    /// An action as CodePipeline writes it: nothing is filled in.
    func readWireForm() -> ActionDeclaration {
        file.refuseUnknownKeys(of: node, known: Self.wireKeys, in: "an action")
        var action = base(.build, "")
        action.actionTypeId = readType() ?? action.actionTypeId
        action.inputArtifacts = readInputs()
        action.outputArtifacts = readOutputs()
        action.configuration = readConfiguration()
        action.commands = file.texts(node["commands"], "commands", at: path.member("commands"))
        action.environmentVariables = readEnvironmentVariables()
        action.outputVariables = file.texts(
            node["outputVariables"], "outputVariables", at: path.member("outputVariables"))
        action.timeoutInMinutes = file.number(node["timeoutInMinutes"], "timeoutInMinutes")
        file.place(path.member("timeoutInMinutes"), at: node["timeoutInMinutes"])
        return action
    }

    /// `Category/Provider` for AWS's own types, or CodePipeline's mapping.
    private func readType() -> ActionTypeID? {
        let path = path.member("actionTypeId")
        let node = node["actionTypeId"]
        file.place(path, at: node)
        guard let text = node?.scalar?.string else {
            return file.wire(ActionTypeID.self, node, .actionType, "actionTypeId", at: path)
        }
        let parts = text.split(separator: "/").map(String.init)
        if parts.count == 2, let category = ActionCategory(rawValue: parts[0]) {
            return ActionTypeID(category: category, owner: .aws, provider: parts[1])
        }
        file.report("'\(text)' is no action type", at: node, hint: "such as Deploy/S3, or a mapping")
        return nil
    }
}
