import PipelineAPI

extension ActionTypeID {
    static func scripted(_ category: ActionCategory) -> ActionTypeID {
        ActionTypeID(category: category, owner: .custom, provider: "Scripted")
    }

    static let manualApproval = ActionTypeID(category: .approval, owner: .aws, provider: "Manual")
}

extension PipelineDeclaration {
    /// Source, Build and Ship, an action in each, named like its stage.
    static func shop(_ name: PipelineName = "shop", mode: ExecutionMode? = nil) -> PipelineDeclaration {
        .of([.init("Source", .source), .init("Build"), .init("Ship")], name: name, mode: mode)
    }

    static func of(
        _ stages: [StageDeclaration], name: PipelineName = "shop", mode: ExecutionMode? = nil
    ) -> PipelineDeclaration {
        PipelineDeclaration(
            name: name, roleArn: "arn:aws:iam::123456789012:role/pipeline",
            artifactStore: ArtifactStore(location: "artifacts"), stages: stages, executionMode: mode,
            pipelineType: .v2)
    }
}

extension StageDeclaration {
    init(_ name: StageName, _ category: ActionCategory = .build) {
        self.init(name: name, actions: [ActionDeclaration(ActionName(name.rawValue), category)])
    }
}

extension ActionDeclaration {
    init(_ name: ActionName, _ category: ActionCategory = .build) {
        self.init(name: name, actionTypeId: category == .approval ? .manualApproval : .scripted(category))
        if category == .source { outputArtifacts = [OutputArtifact(name: "App")] }
    }
}
