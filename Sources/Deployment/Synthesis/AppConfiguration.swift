import CloudFormation
import Foundation

/// What `cdk.json` and the files around it say of an app (CDK CLI guide, "Configure settings").
///
/// Settings of `~/.cdk.json` give way to those of `cdk.json`; of the context `cdk.json` wins over `cdk.context.json`,
/// and that over `~/.cdk.json`.
struct AppConfiguration: Sendable, Hashable {
    /// Where the app is run: the folder of `cdk.json`.
    var folder: URL
    /// A command for the shell, or a folder that holds a ready assembly.
    var app: String
    /// A command that runs before it.
    var build: String?
    /// Where the assembly goes, seen from `folder`.
    var output: String
    /// What the app is told; without what the CDK CLI adds.
    var context: [String: TemplateValue]
    var settings: AppSettings
    /// Settings that the app is told as context.
    var switches: [Switch: Bool]

    enum Switch: String, CaseIterable {
        case pathMetadata, assetMetadata, versionReporting, validation
    }

    var outputFolder: URL { URL(filePath: output, directoryHint: .isDirectory, relativeTo: folder).absoluteURL }

    /// Reads the files.
    ///
    /// - Parameters:
    ///   - home: the folder of `.cdk.json`.
    ///   - overrides: what a command line says, which wins.
    /// - Throws: `SynthesisError`: `badFile`, `noApp`.
    init(folder: URL, home: URL?, overrides: Synthesizer.Overrides) throws(SynthesisError) {
        let own = try Self.object(folder.appending(path: "cdk.json")) ?? [:]
        let user = try home.flatMap { home throws(SynthesisError) in try Self.object(home.appending(path: ".cdk.json"))
        }
        let looked = try Self.object(folder.appending(path: ContextFile.name)) ?? [:]
        let settings = (user ?? [:]).filter { $0.key != "build" }.merging(own) { _, own in own }
        guard let app = overrides.app ?? settings["app"].flatMap(Self.command) else { throw .noApp(folder) }
        self.folder = folder
        self.app = app
        build = settings["build"].flatMap(Self.command)
        output = overrides.output ?? settings["output"]?.text ?? "cdk.out"
        context = (user?["context"]?.object ?? [:]).merging(looked) { $1 }.merging(own["context"]?.object ?? [:]) { $1 }
            .merging(overrides.context.mapValues { .string($0) }) { $1 }
        self.settings = AppSettings(settings)
        self.settings.bootstrapQualifier = context["@aws-cdk/core:bootstrapQualifier"]?.text
        switches = Dictionary(uniqueKeysWithValues: Switch.allCases.map { ($0, settings[$0.rawValue] != .bool(false)) })
        for key in ["default-account", "default-region"] where context[key] != nil {
            throw .badFile(
                folder.appending(path: "cdk.json"), reason: "has the context key '\(key)', which is not taken")
        }
    }

    /// A text, or words that are joined.
    private static func command(_ value: TemplateValue) -> String? {
        let words = value.list?.compactMap(\.text).joined(separator: " ") ?? value.text
        return words.flatMap { $0.isEmpty ? nil : $0 }
    }

    static func object(_ file: URL) throws(SynthesisError) -> [String: TemplateValue]? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        do {
            guard let object = try JSONDecoder().decode(TemplateValue.self, from: Data(contentsOf: file)).object else {
                throw SynthesisError.badFile(file, reason: "is not a JSON object")
            }
            return object
        } catch let error as SynthesisError {
            throw error
        } catch {
            throw .badFile(file, reason: "cannot be read as JSON: \(error.localizedDescription)")
        }
    }
}
