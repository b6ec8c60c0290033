import Yams

extension BuildspecReader {
    /// `env`, or `environment_variables` of version 0.1; keys it does not know are tolerated, as CodeBuild does.
    mutating func readEnvironment(_ node: Node) throws(BuildspecError) {
        var environment = Buildspec.Environment()
        for entry in try node.map("env") {
            switch entry.key {
            case "shell": environment.shell = try entry.value.text("env/shell")
            case "variables", "plaintext": environment.variables += try entry.value.variables("env/\(entry.key)")
            case "parameter-store": environment.parameterStore = try entry.value.variables("env/parameter-store")
            case "secrets-manager": environment.secretsManager = try entry.value.variables("env/secrets-manager")
            case "exported-variables": environment.exportedVariables = try entry.value.texts("env/exported-variables")
            case "git-credential-helper":
                environment.usesGitCredentialHelper = try entry.value.boolean("env/git-credential-helper")
            default: warn("unknown key 'env/\(entry.key)' is ignored", entry.keyNode)
            }
        }
        try checkNamesOnce(environment, node)
        for variable in environment.variables where variable.name.hasPrefix("CODEBUILD_") {
            warn("variable '\(variable.name)': the prefix CODEBUILD_ is reserved, a built-in value wins", node)
        }
        buildspec.environment = environment
    }

    private func checkNamesOnce(_ environment: Buildspec.Environment, _ node: Node) throws(BuildspecError) {
        var seen: Set<String> = []
        for variable in environment.variables + environment.parameterStore + environment.secretsManager {
            guard seen.insert(variable.name).inserted else {
                throw .variableGivenTwice(variable.name, at: node.position)
            }
        }
    }
}
