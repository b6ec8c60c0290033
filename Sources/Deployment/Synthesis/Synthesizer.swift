public import CloudFormation
public import Foundation

/// What an app says it deploys.
public struct Synthesis: Sendable {
    public var assembly: CloudAssembly
    public var directory: AssemblyDirectory
    /// The folder of the assembly.
    public var folder: URL
    /// Why the app was run; `nil` where the last result still holds.
    public var reason: String?
}

/// Runs CDK apps as the CDK CLI does, and remembers the result by the content of what an app can read: the files below
/// its folder, `~/.cdk.json`, and its environment.
///
/// What an app reads elsewhere, such as over a network, is not seen; `fresh` runs it in any case.
public struct Synthesizer: Sendable {
    /// The folder of `cdk.json`.
    public var folder: URL
    /// The app inherits it.
    public var environment: [String: String]
    /// The account and region that the app is told as its defaults.
    public var account: String
    public var region: String
    /// Where results are remembered; `nil` remembers none.
    public var memory: URL?
    public var overrides = Overrides()

    /// What a command line says of an app in place of its files.
    public struct Overrides: Sendable, Hashable {
        public var app: String?
        public var output: String?
        /// Always texts.
        public var context: [String: String] = [:]

        public init(app: String? = nil, output: String? = nil, context: [String: String] = [:]) {
            self.app = app
            self.output = output
            self.context = context
        }
    }

    public init(folder: URL, environment: [String: String], account: String, region: String, memory: URL?) {
        self.folder = folder.standardizedFileURL
        self.environment = environment
        self.account = account
        self.region = region
        self.memory = memory
    }

    /// The assembly, from the last run if that still holds.
    ///
    /// - Parameters:
    ///   - begin: told why the app is run.
    ///   - report: told each line that it prints.
    /// - Throws: `SynthesisError`, `CancellationError`.
    public func synthesize(
        fresh: Bool = false, begin: @Sendable (String) -> Void = { _ in },
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Synthesis {
        let configuration = try AppConfiguration(folder: folder, home: home, overrides: overrides)
        if let ready = try ready(configuration) { return ready }
        let overflow = FileManager.default.temporaryDirectory.appending(path: "cdk-context-\(UUID().uuidString).json")
        let app = AppEnvironment(
            configuration, inherited: environment, account: account, region: region, overflowFile: overflow)
        let record = record
        let sources = SourceTree(of: folder, besides: [configuration.outputFolder], known: record?.sources)
        let reason = fresh ? "it was asked for" : reasonToRun(record, sources, app, configuration)
        if let reason {
            begin(reason)
            try await run(configuration, app, overflow: overflow, report: report)
        }
        let synthesis = try read(configuration.outputFolder, reason: reason)
        if reason != nil { try remember(synthesis, sources, app) }
        return synthesis
    }

    /// The last result, whether it still holds or not; `nil` if there is none that can be read.
    public func lastResult() -> Synthesis? {
        guard let configuration = try? AppConfiguration(folder: folder, home: home, overrides: overrides) else {
            return nil
        }
        if let ready = try? ready(configuration) { return ready }
        guard record != nil || memory == nil else { return nil }
        return try? read(configuration.outputFolder, reason: nil)
    }

    /// What the files of the app say of which changes a person has to agree to; `nil` where they say nothing that counts.
    public var approvalLevel: ApprovalLevel? {
        (try? AppConfiguration(folder: folder, home: home, overrides: overrides))?.requireApproval
            .flatMap(ApprovalLevel.init)
    }

    /// What the files of the app say of the bootstrap stack that it needs: the qualifier, and the name of the stack.
    public var bootstrap: (qualifier: String?, stackName: String?) {
        let configuration = try? AppConfiguration(folder: folder, home: home, overrides: overrides)
        return (configuration?.context["@aws-cdk/core:bootstrapQualifier"]?.text, configuration?.toolkitStackName)
    }

    /// The pipeline that the last synthesis found, whether it still holds or not.
    public static func rememberedPipeline(folder: URL, memory: URL) -> String? {
        SynthesisRecord.load(from: file(for: folder.standardizedFileURL, in: memory))?.pipeline
    }

    /// Notes which pipeline was found, for those who cannot wait.
    public func remember(pipeline: String?) {
        guard let file, var record, record.pipeline != pipeline else { return }
        record.pipeline = pipeline
        // Without it only the prompt knows less.
        try? record.store(in: file)
    }

    private var home: URL? { environment["HOME"].map { URL(filePath: $0, directoryHint: .isDirectory) } }
    private var file: URL? { memory.map { Self.file(for: folder, in: $0) } }
    private var record: SynthesisRecord? { file.flatMap(SynthesisRecord.load) }

    private static func file(for folder: URL, in memory: URL) -> URL {
        memory.appending(path: ContentHash(of: Data(folder.path.utf8)).hexadecimal.prefix(32) + ".json")
    }
}

extension Synthesizer {
    /// `app` may name the folder of an assembly that is there already.
    private func ready(_ configuration: AppConfiguration) throws(SynthesisError) -> Synthesis? {
        let place = URL(filePath: configuration.app, directoryHint: .isDirectory, relativeTo: folder).absoluteURL
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isDirectory), isDirectory.boolValue
        else { return nil }
        return try read(place, reason: nil)
    }

    private func reasonToRun(
        _ record: SynthesisRecord?, _ sources: SourceTree, _ app: AppEnvironment, _ configuration: AppConfiguration
    ) -> String? {
        guard let record else { return "it was not synthesised here yet" }
        return record.reasonToRunAgain(
            sources: sources, userSettings: userSettings, environment: app.stableVariables,
            outputs: SourceTree(ofAssembly: configuration.outputFolder, known: record.outputs),
            output: configuration.output)
    }

    private var userSettings: String? {
        home.flatMap { try? Data(contentsOf: $0.appending(path: ".cdk.json")) }.map(SourceTree.hash)
    }

    private func run(
        _ configuration: AppConfiguration, _ app: AppEnvironment, overflow: URL,
        report: @escaping @Sendable (String) -> Void
    ) async throws {
        let lock = try SynthesisLock(configuration.outputFolder)
        defer { withExtendedLifetime(lock) {} }
        defer { try? FileManager.default.removeItem(at: overflow) }
        if !app.overflow.isEmpty {
            try PrivateFile.write(Data(TemplateValue.object(app.overflow).json.utf8), to: overflow)
        }
        for command in [configuration.build, AppCommand.line(configuration.app, in: folder)].compactMap(\.self) {
            try await ShellRun(command: command, folder: folder, environment: app.variables, report: report).run()
        }
    }

    /// Reads an assembly.
    ///
    /// - Throws: `SynthesisError`: `assembly`, `missingContext`, `annotated`.
    func read(_ output: URL, reason: String?) throws(SynthesisError) -> Synthesis {
        let directory = AssemblyDirectory(output)
        let assembly: CloudAssembly
        do throws(AssemblyError) {
            assembly = try CloudAssembly(reading: directory.contents)
        } catch {
            throw .assembly(error)
        }
        if !assembly.missingContext.isEmpty { throw .missingContext(assembly.missingContext) }
        let errors = assembly.allStacks.flatMap(\.constructs.annotations).filter { $0.level == .error }
        if !errors.isEmpty { throw .annotated(errors) }
        return Synthesis(assembly: assembly, directory: directory, folder: output, reason: reason)
    }

    private func remember(_ synthesis: Synthesis, _ sources: SourceTree, _ app: AppEnvironment) throws {
        guard let file else { return }
        let salt = UUID().uuidString
        let record = SynthesisRecord(
            sources: sources, userSettings: userSettings,
            environment: SynthesisRecord.hashes(of: app.stableVariables, salt: salt), salt: salt,
            outputs: SourceTree(ofAssembly: synthesis.folder), pipeline: record?.pipeline)
        try record.store(in: file)
    }
}

extension AppEnvironment {
    /// Without what differs from run to run by our own doing.
    fileprivate var stableVariables: [String: String] {
        variables.filter { $0.key != "CONTEXT_OVERFLOW_LOCATION_ENV" }
            .merging(["CDK_CONTEXT_OVERFLOW": TemplateValue.object(overflow).json]) { $1 }
    }
}

/// The command line of an app, as the CDK CLI makes it.
enum AppCommand {
    /// A script for Node that cannot be executed gets its interpreter in front.
    static func line(_ app: String, in folder: URL) -> String {
        let program = app.split(separator: " ", maxSplits: 1).first.map(String.init) ?? app
        let file = URL(filePath: program, relativeTo: folder).absoluteURL.path
        let needsNode =
            program.hasSuffix(".js") && FileManager.default.fileExists(atPath: file)
            && !FileManager.default.isExecutableFile(atPath: file)
        return needsNode ? "node \(app)" : app
    }
}
