import PipelineAPI

extension ActionTypeListing {
    /// One of the types that AWS offers.
    init(_ type: ActionType) {
        let keys = type.known.map { $0.union(type.required) } ?? Set(type.required)
        self.init(
            id: ActionTypeID(
                category: type.category, owner: type.owner, provider: type.provider, version: type.version),
            settings: ActionTypeSettings(),
            actionConfigurationProperties: keys.sorted().map { key in
                ActionConfigurationProperty(
                    name: key, required: type.required.contains(key), key: false, secret: type.secrets.contains(key))
            },
            inputArtifactDetails: ArtifactDetails(type.inputs), outputArtifactDetails: ArtifactDetails(type.outputs))
    }
}

extension ArtifactDetails {
    init(_ range: ClosedRange<Int>) {
        self.init(minimumCount: range.lowerBound, maximumCount: range.upperBound)
    }
}

extension RuleTypeListing {
    /// The rules that AWS offers ("Rule structure reference").
    static let catalog = [
        RuleTypeListing("CloudWatchAlarm", required: ["AlarmName"], optional: ["AlarmStates", "WaitTime"]),
        RuleTypeListing("Commands", inputs: 0...1),
        RuleTypeListing("DeploymentWindow", required: ["Cron"], optional: ["TimeZone"]),
        RuleTypeListing("LambdaInvoke", required: ["FunctionName"], optional: ["UserParameters"], inputs: 0...5),
        RuleTypeListing("VariableCheck", required: ["Operator", "Value", "Variable"]),
    ]

    private init(
        _ provider: String, required: [String] = [], optional: [String] = [], inputs: ClosedRange<Int> = 0...0
    ) {
        self.init(
            id: RuleTypeID(category: "Rule", owner: "AWS", provider: provider, version: "1"),
            ruleConfigurationProperties: (required + optional).map { key in
                RuleConfigurationProperty(name: key, required: required.contains(key), key: false, secret: false)
            }, inputArtifactDetails: ArtifactDetails(inputs))
    }
}
