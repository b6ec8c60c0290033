import CloudFormation
import Foundation

/// The environment that an app is run with, as the CDK CLI gives it.
struct AppEnvironment {
    /// The version of the CDK CLI whose conventions are followed, which frameworks ask for.
    static let toolVersion = "2.1146.1"
    /// The budget for the context in one variable: Linux takes at most 128 KB in one.
    private static let contextLimitInBytes = 120_000

    var variables: [String: String]
    /// The keys of the context that found no room in a variable.
    private(set) var overflow: [String: TemplateValue] = [:]

    /// - Parameter overflowFile: where `overflow` will be, if there is any.
    init(
        _ configuration: AppConfiguration, inherited: [String: String], account: String, region: String,
        overflowFile: URL
    ) {
        variables = inherited.filter { !$0.key.hasPrefix("SLUICE_") }
        let output = configuration.outputFolder
        variables["CDK_OUTDIR"] = configuration.output
        variables["CDK_DEFAULT_ACCOUNT"] = account
        variables["CDK_DEFAULT_REGION"] = region
        variables["CDK_CLI_ASM_VERSION"] = "\(SchemaVersion.newest)"
        variables["CDK_CLI_VERSION"] = Self.toolVersion
        variables["CDK_ERROR_FILE"] = output.appending(path: "error.txt").path
        variables["CDK_PERF_COUNTERS_FILE"] = output.appending(path: "performance-counters.json").path
        if configuration.switches[.validation] == false { variables["CDK_VALIDATION"] = "false" }
        variables["PYTHONIOENCODING"] = "utf-8"
        variables["CDK_CONTEXT_JSON"] = TemplateValue.object(fitting(Self.context(configuration))).json
        if !overflow.isEmpty { variables["CONTEXT_OVERFLOW_LOCATION_ENV"] = overflowFile.path }
    }

    /// The part that goes into a variable; the rest overflows.
    private mutating func fitting(_ context: [String: TemplateValue]) -> [String: TemplateValue] {
        var (kept, size) = ([String: TemplateValue](), 2)
        for (key, value) in context.sorted(by: { $0.key < $1.key }) {
            size += key.utf8.count + value.json.utf8.count + 6
            if size <= Self.contextLimitInBytes { kept[key] = value } else { overflow[key] = value }
        }
        return kept
    }

    /// The app's context with the keys that the CDK CLI adds.
    private static func context(_ configuration: AppConfiguration) -> [String: TemplateValue] {
        let isOn = configuration.switches
        var context = configuration.context
        context["aws:cdk:enable-path-metadata"] = .bool(isOn[.pathMetadata] ?? true)
        context["aws:cdk:enable-asset-metadata"] = .bool(isOn[.assetMetadata] ?? true)
        context["aws:cdk:version-reporting"] = .bool(isOn[.versionReporting] ?? true)
        if isOn[.versionReporting] == false { context["aws:cdk:disable-version-reporting"] = .bool(true) }
        context["aws:cdk:bundling-stacks"] = .list(
            (configuration.settings.bundlingStacks ?? ["**"]).map { .string($0) })
        context["@aws-cdk/core:failSynthOnValidationErrors"] = .bool(false)
        return context
    }
}
