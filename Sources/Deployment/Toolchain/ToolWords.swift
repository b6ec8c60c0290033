/// The words of a command line of the CDK's tools: options, and what is not one.
struct ToolWords {
    private(set) var options: [String: [String]] = [:]
    private(set) var words: [String] = []

    private static let short = [
        "a": "app", "o": "output", "c": "context", "p": "path", "q": "quiet", "v": "verbose",
        "e": "exclusively", "t": "tags", "r": "role-arn", "f": "force", "y": "yes", "m": "method", "E": "build-exclude",
        "O": "outputs-file",
    ]
    /// Those that take a value: of cdk-assets and of the CDK CLI (`cdk deploy --help`).
    private static let valued: Set<String> = [
        "app", "asset-build-concurrency", "build", "build-exclude", "ca-bundle-path", "change-set-name", "concurrency",
        "context", "hotswap-ecs-maximum-healthy-percent", "hotswap-ecs-minimum-healthy-percent",
        "hotswap-ecs-stabilization-timeout-seconds", "method", "monitoring-time-minutes", "notification-arns", "output",
        "outputs-file", "package", "parameters", "path", "plugin", "profile", "progress", "proxy", "region",
        "require-approval", "role-arn", "rollback-trigger-alarm-arns", "tags", "telemetry-file", "toolkit-stack-name",
        "unstable",
    ]

    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("-"), word.count > 1 else {
                words.append(word)
                continue
            }
            let parts = word.drop { $0 == "-" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let written = parts.first.map(String.init) ?? ""
            let name = word.hasPrefix("--") ? written : Self.short[written] ?? written
            let value = parts.count == 2 ? String(parts[1]) : Self.valued.contains(name) ? rest.popFirst() ?? "" : ""
            options[name, default: []].append(value)
        }
    }

    func has(_ option: String) -> Bool { options[option] != nil }

    func value(_ option: String) -> String? { options[option]?.last }
}
