import PipelineAPI

/// Something CodePipeline accepts and that fails when the pipeline runs.
struct Advice {
    var sentence: String
    var hint: String
    var path: DeclarationPath
}

extension PipelineDeclaration {
    /// What would only show at run time.
    func advice() -> [Advice] {
        silentTriggers()
            + stages.enumerated().flatMap { stage, declaration in
                declaration.actions.enumerated().flatMap { index, action in
                    let path = DeclarationPath.action(index, ofStage: stage)
                    return unknownKeys(of: action, at: path) + unusableOutputNames(of: action, at: path)
                        + sharedTarget(of: action, at: path)
                }
            }
    }

    /// Only the host of a repository knows of pull requests.
    private func silentTriggers() -> [Advice] {
        (triggers ?? []).enumerated().filter { !($1.gitConfiguration.pullRequest ?? []).isEmpty }.map { index, _ in
            Advice(
                sentence: "pull requests start nothing on the embedded engine",
                hint: "on AWS they do; `push` filters start the pipeline on both",
                path: DeclarationPath().member("triggers").element(index).member("gitConfiguration")
                    .member("pullRequest"))
        }
    }

    /// References to a key that the provider behind the namespace never sets.
    private func unknownKeys(of action: ActionDeclaration, at path: DeclarationPath) -> [Advice] {
        action.referringTexts.flatMap { text in
            VariableReference.all(in: text.value).compactMap { reference in
                guard let keys = keys(of: reference.namespace), !keys.contains(reference.key) else { return nil }
                let meant = Spelling.nearest(to: reference.key, among: keys)
                return Advice(
                    sentence: "\(reference.text) has no value: there is no '\(reference.key)' in "
                        + "'\(reference.namespace)'",
                    hint: meant.map { "did you mean '\($0)'?" }
                        ?? (keys.isEmpty ? "it has none" : "it has \(keys.sorted().joined(separator: ", "))"),
                    path: path.appending(text.path))
            }
        }
    }

    /// The keys of a namespace, where they are known before the pipeline runs.
    private func keys(of namespace: String) -> Set<String>? {
        switch namespace {
        case "codepipeline": return ["PipelineExecutionId"]
        case "variables": return Set((variables ?? []).map(\.name))
        default: break
        }
        guard let action = stages.flatMap(\.actions).first(where: { $0.namespace == namespace }) else { return nil }
        if action.actionTypeId.isBuiltIn("Commands") { return Set(action.outputVariables ?? []) }
        return ActionType.find(action.actionTypeId)?.outputVariables
    }

    /// Executions of a PARALLEL pipeline do not wait for each other; only a variable tells their targets apart.
    private func sharedTarget(of action: ActionDeclaration, at path: DeclarationPath) -> [Advice] {
        guard executionMode == .parallel, action.actionTypeId.category == .deploy,
            !(action.configuration ?? [:]).values.contains(where: { $0.contains("#{") })
        else { return [] }
        return [
            Advice(
                sentence: "two executions may deploy by '\(action.name)' to the same place at the same time",
                hint: "put a variable such as #{codepipeline.PipelineExecutionId} into its configuration, or let the "
                    + "pipeline be QUEUED", path: path)
        ]
    }

    /// As one of several outputs an artifact's name is also a buildspec identifier, which is narrower.
    private func unusableOutputNames(of action: ActionDeclaration, at path: DeclarationPath) -> [Advice] {
        guard action.actionTypeId.isBuiltIn("CodeBuild"), let outputs = action.outputArtifacts, outputs.count > 1
        else { return [] }
        return outputs.enumerated().filter { $1.name.rawValue.contains("-") }.map { index, output in
            Advice(
                sentence: "output '\(output.name)' is one of several of a build, where names have letters, digits "
                    + "and _ only",
                hint: "rename it without '-'", path: path.member("outputArtifacts").element(index))
        }
    }
}
