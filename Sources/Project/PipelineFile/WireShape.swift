/// Which members a part of the declaration has where it is written as CodePipeline writes it.
indirect enum WireShape: Sendable {
    case value
    case list(WireShape)
    case map(WireShape)
    case object([String: WireShape])
}

extension WireShape {
    static let triggers = list(
        .object([
            "providerType": .value,
            "gitConfiguration": .object([
                "sourceActionName": .value,
                "push": .list(.object(["tags": patterns, "branches": patterns, "filePaths": patterns])),
                "pullRequest": .list(
                    .object(["events": .list(.value), "branches": patterns, "filePaths": patterns])),
            ]),
        ]))

    private static let patterns = object(["includes": .list(.value), "excludes": .list(.value)])

    static let artifactStore = object([
        "type": .value, "location": .value, "encryptionKey": .object(["id": .value, "type": .value]),
    ])

    static let variables = list(.object(["name": .value, "defaultValue": .value, "description": .value]))

    static let actionType = object(["category": .value, "owner": .value, "provider": .value, "version": .value])
    static let environmentVariables = list(.object(["name": .value, "value": .value, "type": .value]))
    static let inputArtifacts = list(.object(["name": .value]))
    static let outputArtifacts = list(.object(["name": .value, "files": .list(.value)]))

    static let blockers = list(.object(["name": .value, "type": .value]))
    static let gate = object(["conditions": conditions])
    static let failureGate = object([
        "result": .value, "retryConfiguration": .object(["retryMode": .value]), "conditions": conditions,
    ])

    private static let conditions = list(
        .object([
            "result": .value,
            "rules": .list(
                .object([
                    "name": .value, "ruleTypeId": actionType, "configuration": .map(.value),
                    "commands": .list(.value), "inputArtifacts": inputArtifacts, "roleArn": .value, "region": .value,
                    "timeoutInMinutes": .value,
                ])),
        ]))
}
