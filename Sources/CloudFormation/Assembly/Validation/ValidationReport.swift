/// What validation plug-ins found, as the framework writes it into `validation-report.json` of the outermost assembly
/// (cloud assembly schema, PolicyValidationReportJson).
public struct ValidationReport: Sendable, Hashable {
    /// The name of the file.
    public static let file = "validation-report.json"

    /// In all stacks.
    public var findings: [Finding]
    /// Whether the app's own remarks are among them.
    public var hasAnnotations: Bool
}

extension ValidationReport: Decodable {
    /// The plug-in under which the framework reports what the app itself says.
    private static let annotations = "Construct Annotations"

    public init(from decoder: any Decoder) throws {
        let reports = try Written(from: decoder).pluginReports
        hasAnnotations = reports.contains { $0.pluginName == Self.annotations }
        findings = reports.flatMap { report in
            report.violations.map { Finding($0, of: report, isAnnotation: report.pluginName == Self.annotations) }
        }
    }

    fileprivate struct Written: Decodable {
        var pluginReports: [Plugin]

        struct Plugin: Decodable {
            var pluginName: String?
            var conclusion: String
            var violations: [Violation]
        }

        struct Violation: Decodable {
            var ruleName: String
            var description: String
            var suggestedFix: String?
            var severity: String?
            var customSeverity: String?
            var violatingConstructs: [Construct]
        }

        struct Construct: Decodable {
            var constructPath: String?
            var cloudFormationResource: Resource?
        }

        struct Resource: Decodable {
            var templatePath: String?
            var logicalId: String?
            var propertyPaths: [String]?
        }
    }
}

extension Finding {
    /// A plug-in that failed stops with all it found, however it calls that; the app only with its errors.
    fileprivate init(
        _ violation: ValidationReport.Written.Violation, of plugin: ValidationReport.Written.Plugin, isAnnotation: Bool
    ) {
        severity = violation.customSeverity ?? violation.severity ?? "error"
        message = violation.description
        rule = isAnnotation ? nil : [plugin.pluginName, violation.ruleName].compactMap(\.self).joined(separator: "::")
        fix = violation.suggestedFix
        places = violation.violatingConstructs.map {
            Place(
                constructPath: $0.constructPath, logicalID: $0.cloudFormationResource?.logicalId,
                templateFile: $0.cloudFormationResource?.templatePath,
                propertyPaths: $0.cloudFormationResource?.propertyPaths ?? [])
        }
        isFailure = isAnnotation ? severity == "error" : plugin.conclusion == "failure"
    }
}
