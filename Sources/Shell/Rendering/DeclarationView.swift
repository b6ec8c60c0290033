import PipelineAPI

/// A declaration in lines, and what is changed between two.
struct DeclarationView {
    let style: Style

    func lines(_ declaration: PipelineDeclaration) -> [String] {
        var table = Table()
        for stage in declaration.stages {
            table.add([style.paint(stage.name.rawValue, .bold)])
            for action in stage.actions {
                let type = action.actionTypeId
                table.add([
                    "  \(action.runOrder ?? 1)  \(action.name)", "\(type.category.rawValue)/\(type.provider)",
                    summary(action),
                ])
            }
        }
        let mode = (declaration.executionMode ?? .superseded).rawValue
        let variables = (declaration.variables ?? []).map {
            "\($0.name)=\(Untrusted.line($0.defaultValue ?? "(required)"))"
        }
        return ["\(declaration.name) (\(mode))"]
            + (variables.isEmpty ? [] : ["variables: \(variables.joined(separator: ", "))"]) + table.lines(style)
    }

    private func summary(_ action: ActionDeclaration) -> String {
        let configuration = action.configuration ?? [:]
        let key = ["BranchName", "BuildspecOverride", "CustomData", "StackName"].first { configuration[$0] != nil }
        if let key, let value = configuration[key] { return Untrusted.line(value) }
        return Untrusted.line(action.commands?.first ?? "") + ((action.commands?.count ?? 0) > 1 ? " …" : "")
    }

    func lines(_ changes: [DeclarationChange]) -> [String] { changes.map { "  " + line($0) } }

    private func line(_ change: DeclarationChange) -> String {
        switch change {
        case .pipelineField(let field, let old, let new): "~ \(field)\(arrow(old, new))"
        case .stageAdded(let stage): style.paint("+ stage \(stage)", .green)
        case .stageRemoved(let stage): style.paint("- stage \(stage)", .red)
        case .stagesReordered(_, let new): "~ order of stages: \(new.map(\.rawValue).joined(separator: " → "))"
        case .actionAdded(let stage, let action): style.paint("+ action \(stage)/\(action)", .green)
        case .actionRemoved(let stage, let action): style.paint("- action \(stage)/\(action)", .red)
        case .actionField(let stage, let action, let field, let old, let new):
            "~ \(stage)/\(action) \(field)\(arrow(old, new))"
        case .actionMoved(let action, let old, let new): "~ action \(action) from stage \(old) to \(new)"
        case .stageField(let stage, let field, let old, let new): "~ \(stage) \(field)\(arrow(old, new))"
        }
    }

    private func arrow(_ old: String?, _ new: String?) -> String {
        func shown(_ text: String?) -> String { text.map { Untrusted.line(String($0.prefix(60))) } ?? "(none)" }
        return old == nil && new == nil ? "" : ": \(shown(old)) → \(shown(new))"
    }
}
