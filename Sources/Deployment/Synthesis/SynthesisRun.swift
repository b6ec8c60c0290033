import CloudFormation
import Foundation

/// One run of an app: what it is told, and what it may read.
struct SynthesisRun {
    var configuration: AppConfiguration
    let app: AppEnvironment
    let sources: SourceTree
    /// Where the context goes that the environment has no room for.
    let overflowFile: URL
    /// Answers that this run is told and no other.
    private(set) var unkept: [String: TemplateValue] = [:]
    /// What the run before asked for.
    private var asked: Set<String> = []

    init(of synthesizer: Synthesizer, unkept: [String: TemplateValue] = [:]) throws {
        let folder = synthesizer.folder
        configuration = try AppConfiguration(
            folder: folder, home: synthesizer.home, overrides: synthesizer.overrides)
        configuration.context.merge(unkept) { $1 }
        self.unkept = unkept
        overflowFile = FileManager.default.temporaryDirectory.appending(path: "cdk-context-\(UUID().uuidString).json")
        app = AppEnvironment(
            configuration, inherited: synthesizer.environment, account: synthesizer.account, region: synthesizer.region,
            overflowFile: overflowFile)
        sources = SourceTree(
            of: folder, besides: [configuration.outputFolder] + synthesizer.ownFolders,
            known: synthesizer.record?.sources, widely: true)
    }

    /// Whether it asks for something else than the run before: else it would ask for ever.
    func isProgress(_ missing: [MissingContext]) -> Bool { Set(missing.map(\.key)) != asked }

    /// The next run, which is told the answers.
    func continued(with answers: [String: ContextAnswer], by synthesizer: Synthesizer) throws -> SynthesisRun {
        try ContextFile.add(answers.filter(\.value.isKept).mapValues(\.value), in: synthesizer.folder)
        let more = answers.filter { !$0.value.isKept }.mapValues(\.value)
        var next = try SynthesisRun(of: synthesizer, unkept: unkept.merging(more) { $1 })
        next.asked = Set(answers.keys)
        return next
    }
}

extension AppEnvironment {
    /// Without what differs from run to run by our own doing.
    var stableVariables: [String: String] {
        variables.filter { $0.key != "CONTEXT_OVERFLOW_LOCATION_ENV" }
            .merging(["CDK_CONTEXT_OVERFLOW": TemplateValue.object(overflow).json]) { $1 }
    }
}
