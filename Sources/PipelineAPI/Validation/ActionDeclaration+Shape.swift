extension ActionDeclaration {
    func check(_ check: inout ShapeCheck, at path: DeclarationPath) {
        check.text(name.rawValue, .name, at: path.member("name"))
        check.text(actionTypeId.provider, .provider, at: path.member("actionTypeId").member("provider"))
        check.text(actionTypeId.version, .version, at: path.member("actionTypeId").member("version"))
        check.number(runOrder, 1...999, at: path.member("runOrder"))
        check.number(timeoutInMinutes, 5...86400, at: path.member("timeoutInMinutes"))
        check.text(roleArn, .roleArn, at: path.member("roleArn"))
        check.text(region, .region, at: path.member("region"))
        check.text(namespace, .namespace, at: path.member("namespace"))
        check.configuration(configuration, value: .configurationValue, at: path.member("configuration"))
        check.texts(commands, 1...50, .command, at: path.member("commands"))
        check.texts(outputVariables, 1...15, TextConstraint(length: 1...128), at: path.member("outputVariables"))
        checkEnvironment(&check, at: path.member("environmentVariables"))
        (inputArtifacts ?? []).check(&check, at: path.member("inputArtifacts"))
        checkOutputs(&check, at: path.member("outputArtifacts"))
    }

    private func checkEnvironment(_ check: inout ShapeCheck, at path: DeclarationPath) {
        check.count(environmentVariables?.count, 1...10, at: path)
        for (index, variable) in (environmentVariables ?? []).enumerated() {
            let path = path.element(index)
            check.text(variable.name, .environmentVariableName, at: path.member("name"))
            check.text(variable.value, .environmentVariableValue, at: path.member("value"))
            check.choice(variable.type, ["PLAINTEXT", "SECRETS_MANAGER"], at: path.member("type"))
        }
    }

    private func checkOutputs(_ check: inout ShapeCheck, at path: DeclarationPath) {
        for (index, artifact) in (outputArtifacts ?? []).enumerated() {
            let path = path.element(index)
            check.text(artifact.name.rawValue, .artifactName, at: path.member("name"))
            check.texts(artifact.files, 1...10, TextConstraint(length: 1...128), at: path.member("files"))
        }
    }
}

extension [InputArtifact] {
    func check(_ check: inout ShapeCheck, at path: DeclarationPath) {
        for (index, artifact) in enumerated() {
            check.text(artifact.name.rawValue, .artifactName, at: path.element(index).member("name"))
        }
    }
}
