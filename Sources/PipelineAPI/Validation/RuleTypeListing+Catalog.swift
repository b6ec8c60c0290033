extension RuleTypeListing {
    /// The rules that AWS offers ("Rule structure reference").
    public static let catalog = [
        RuleTypeListing("CloudWatchAlarm", required: ["AlarmName"], optional: ["AlarmStates", "WaitTime"]),
        RuleTypeListing("Commands", inputs: 0...1),
        RuleTypeListing("DeploymentWindow", required: ["Cron"], optional: ["TimeZone"]),
        RuleTypeListing("LambdaInvoke", required: ["FunctionName"], optional: ["UserParameters"], inputs: 0...5),
        RuleTypeListing("VariableCheck", required: ["Operator", "Value", "Variable"]),
    ]

    /// The rule that a declaration means; `nil` if there is none such.
    static func find(_ id: RuleTypeID) -> RuleTypeListing? {
        catalog.first { $0.id.provider == id.provider && $0.id.version == id.version ?? "1" }
    }

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

extension ArtifactDetails {
    public init(_ range: ClosedRange<Int>) {
        self.init(minimumCount: range.lowerBound, maximumCount: range.upperBound)
    }
}
