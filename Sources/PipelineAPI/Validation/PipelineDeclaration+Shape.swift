extension PipelineDeclaration {
    /// What breaks the service model's constraints, most of which clients do not check before sending.
    func shapeViolations() -> [Violation] {
        var check = ShapeCheck()
        check.declaration(self)
        return check.violations
    }

    fileprivate func check(_ check: inout ShapeCheck) {
        let root = DeclarationPath()
        check.text(name.rawValue, .name, at: root.member("name"))
        check.required(roleArn, .roleArn, at: root.member("roleArn"))
        check.number(version, 1...Int.max, at: root.member("version"))
        artifactStore?.check(&check, at: root.member("artifactStore"))
        for (region, store) in (artifactStores ?? [:]).sorted(by: { $0.key < $1.key }) {
            let path = root.member("artifactStores").key(region)
            check.text(region, .region, at: path)
            store.check(&check, at: path)
        }
        checkVariables(&check, at: root.member("variables"))
        check.count(triggers?.count, 0...50, at: root.member("triggers"))
        for (index, trigger) in (triggers ?? []).enumerated() {
            trigger.check(&check, at: root.member("triggers").element(index))
        }
        for (index, stage) in stages.enumerated() { stage.check(&check, at: .stage(index)) }
    }

    private func checkVariables(_ check: inout ShapeCheck, at path: DeclarationPath) {
        check.count(variables?.count, 0...50, at: path)
        for (index, variable) in (variables ?? []).enumerated() {
            let path = path.element(index)
            check.text(variable.name, .variableName, at: path.member("name"))
            check.text(variable.defaultValue, .variableValue, at: path.member("defaultValue"))
            check.text(variable.description, .variableDescription, at: path.member("description"))
        }
    }
}

extension ArtifactStore {
    fileprivate func check(_ check: inout ShapeCheck, at path: DeclarationPath) {
        check.choice(type, ["S3"], at: path.member("type"))
        check.text(location, .bucket, at: path.member("location"))
        check.text(encryptionKey?.id, .encryptionKey, at: path.member("encryptionKey").member("id"))
        check.choice(encryptionKey?.type, ["KMS"], at: path.member("encryptionKey").member("type"))
    }
}

extension StageDeclaration {
    fileprivate func check(_ check: inout ShapeCheck, at path: DeclarationPath) {
        check.text(name.rawValue, .name, at: path.member("name"))
        for (index, blocker) in (blockers ?? []).enumerated() {
            let path = path.member("blockers").element(index)
            check.text(blocker.name, TextConstraint(length: 1...100), at: path.member("name"))
            check.choice(blocker.type, ["Schedule"], at: path.member("type"))
        }
        check.count(actions.count, 1...50, at: path.member("actions"))
        for (index, action) in actions.enumerated() {
            action.check(&check, at: path.member("actions").element(index))
        }
        beforeEntry?.conditions.check(&check, at: path.member("beforeEntry").member("conditions"))
        onSuccess?.conditions.check(&check, at: path.member("onSuccess").member("conditions"))
        let failure = path.member("onFailure")
        check.choice(onFailure?.result, Condition.results, at: failure.member("result"))
        onFailure?.conditions?.check(&check, at: failure.member("conditions"))
    }
}

extension ShapeCheck {
    /// The member `pipeline` of a request.
    mutating func declaration(_ pipeline: PipelineDeclaration) {
        root = "pipeline"
        pipeline.check(&self)
        root = nil
    }
}
