import PipelineAPI
import Yams

extension ActionReader {
    static let commandKeys =
        commonKeys + artifactKeys + [
            "commands", "environment", "environmentVariables", "exports", "outputVariables", "configuration",
        ]

    /// An action of Compute/Commands: one shell command for each entry.
    func readCommands(_ commands: Node) -> ActionDeclaration {
        file.refuseUnknownKeys(of: node, known: Self.commandKeys, in: "an action with commands")
        var action = base(.compute, "Commands")
        action.inputArtifacts = inputs
        action.outputArtifacts = readOutputs()
        action.configuration = readConfiguration()
        action.commands = file.texts(commands, "commands", at: path.member("commands"))
        let exports = file.either("exports", "outputVariables", of: node)
        action.outputVariables = file.texts(exports, "exports", at: path.member("outputVariables"))
        action.environmentVariables = readEnvironmentVariables()
        addEnvironment(to: &action)
        return action
    }

    func readEnvironmentVariables() -> [EnvironmentVariable]? {
        file.wire(
            [EnvironmentVariable].self, node["environmentVariables"], .environmentVariables, "environmentVariables",
            at: path.member("environmentVariables"))
    }
}
