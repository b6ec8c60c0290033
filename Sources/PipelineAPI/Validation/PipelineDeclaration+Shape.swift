extension PipelineDeclaration {
    /// What breaks the service model's constraints, which botocore does not check before sending.
    func shapeViolations() -> [Violation] {
        var check = ShapeCheck()
        let root = DeclarationPath()
        check.text(name.rawValue, .name, at: root.member("name"))
        check.text(roleArn, .roleArn, at: root.member("roleArn"))
        check.number(version, 1...Int.max, at: root.member("version"))
        check.text(artifactStore?.location, .bucket, at: root.member("artifactStore").member("location"))
        check.choice(artifactStore?.type, ["S3"], at: root.member("artifactStore").member("type"))
        for (region, store) in (artifactStores ?? [:]).sorted(by: { $0.key < $1.key }) {
            let path = root.member("artifactStores").key(region)
            check.text(region, .region, at: path)
            check.text(store.location, .bucket, at: path.member("location"))
        }
        checkVariables(&check, at: root.member("variables"))
        check.count(triggers?.count, 0...50, at: root.member("triggers"))
        for (index, stage) in stages.enumerated() {
            stage.check(&check, at: root.member("stages").element(index))
        }
        return check.violations
    }

    private func checkVariables(_ check: inout ShapeCheck, at path: DeclarationPath) {
        check.count(variables?.count, 0...50, at: path)
        for (index, variable) in (variables ?? []).enumerated() {
            let path = path.element(index)
            check.text(variable.name, .variableName, at: path.member("name"))
            check.text(variable.defaultValue, TextConstraint(length: 1...1000), at: path.member("defaultValue"))
            check.text(variable.description, TextConstraint(length: 0...200), at: path.member("description"))
        }
    }
}

extension StageDeclaration {
    fileprivate func check(_ check: inout ShapeCheck, at path: DeclarationPath) {
        check.text(name.rawValue, .name, at: path.member("name"))
        check.count(actions.count, 1...50, at: path.member("actions"))
        for (index, action) in actions.enumerated() {
            action.check(&check, at: path.member("actions").element(index))
        }
    }
}

extension ActionDeclaration {
    fileprivate func check(_ check: inout ShapeCheck, at path: DeclarationPath) {
        check.text(name.rawValue, .name, at: path.member("name"))
        check.text(actionTypeId.provider, .provider, at: path.member("actionTypeId").member("provider"))
        check.text(actionTypeId.version, .version, at: path.member("actionTypeId").member("version"))
        check.number(runOrder, 1...999, at: path.member("runOrder"))
        check.number(timeoutInMinutes, 5...86400, at: path.member("timeoutInMinutes"))
        check.text(roleArn, .roleArn, at: path.member("roleArn"))
        check.text(region, .region, at: path.member("region"))
        check.text(namespace, .namespace, at: path.member("namespace"))
        for (key, value) in (configuration ?? [:]).sorted(by: { $0.key < $1.key }) {
            let path = path.member("configuration").key(key)
            check.text(key, TextConstraint(length: 1...50), at: path)
            check.text(value, TextConstraint(length: 1...1000), at: path)
        }
        checkCommands(&check, at: path)
        checkArtifacts(&check, at: path)
    }

    private func checkCommands(_ check: inout ShapeCheck, at path: DeclarationPath) {
        check.count(commands?.count, 1...50, at: path.member("commands"))
        for (index, command) in (commands ?? []).enumerated() {
            check.text(command, TextConstraint(length: 1...1000), at: path.member("commands").element(index))
        }
        check.count(environmentVariables?.count, 1...10, at: path.member("environmentVariables"))
        for (index, variable) in (environmentVariables ?? []).enumerated() {
            let path = path.member("environmentVariables").element(index)
            check.text(variable.name, .environmentVariableName, at: path.member("name"))
            check.text(variable.value, TextConstraint(length: 1...2000), at: path.member("value"))
            check.choice(variable.type, ["PLAINTEXT", "SECRETS_MANAGER"], at: path.member("type"))
        }
        check.count(outputVariables?.count, 1...15, at: path.member("outputVariables"))
    }

    private func checkArtifacts(_ check: inout ShapeCheck, at path: DeclarationPath) {
        for (index, artifact) in (inputArtifacts ?? []).enumerated() {
            let path = path.member("inputArtifacts").element(index)
            check.text(artifact.name.rawValue, .artifactName, at: path.member("name"))
        }
        for (index, artifact) in (outputArtifacts ?? []).enumerated() {
            let path = path.member("outputArtifacts").element(index)
            check.text(artifact.name.rawValue, .artifactName, at: path.member("name"))
            check.count(artifact.files?.count, 1...10, at: path.member("files"))
            for (index, file) in (artifact.files ?? []).enumerated() {
                check.text(file, TextConstraint(length: 1...128), at: path.member("files").element(index))
            }
        }
    }
}
