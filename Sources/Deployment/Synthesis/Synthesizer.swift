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

/// Runs CDK apps as the CDK CLI does, and remembers the result by what an app can read: the files below its folder and in
/// the git work tree around it, `~/.cdk.json`, and its environment.
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

    /// Answers what an app asks for, by key.
    public typealias Lookup = @Sendable ([MissingContext]) async throws -> [String: ContextAnswer]

    /// The assembly, from the last run if that still holds.
    ///
    /// - Parameters:
    ///   - lookup: answers what the app asks for; what is found is kept in `cdk.context.json`. `nil` where nobody can.
    ///   - begin: told why the app is run.
    ///   - report: told each line that it prints.
    /// - Throws: `SynthesisError`, `CancellationError`.
    public func synthesize(
        fresh: Bool = false, lookup: Lookup? = nil, begin: @Sendable (String) -> Void = { _ in },
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Synthesis {
        var run = try SynthesisRun(of: self)
        if let ready = try ready(run.configuration) { return ready }
        guard let reason = fresh ? "it was asked for" : reasonToRun(run) else {
            return try read(run.configuration.outputFolder, reason: nil)
        }
        begin(reason)
        while true {
            try await carryOut(run, report: report)
            let missing = try missingContext(in: run.configuration.outputFolder)
            if missing.isEmpty { break }
            guard let lookup else { throw SynthesisError.missingContext(missing, .notOnAWS) }
            guard run.configuration.settings.looksUp else {
                throw SynthesisError.missingContext(missing, .switchedOff)
            }
            guard run.isProgress(missing) else { throw SynthesisError.missingContext(missing, .notFound) }
            begin("it asks for \(missing.map(\.key).joined(separator: ", "))")
            run = try run.continued(with: try await lookup(missing), by: self)
        }
        let synthesis = try read(run.configuration.outputFolder, reason: reason)
        if run.unkept.isEmpty { try remember(synthesis, run) }
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

    /// What the files of the app say of deploying it, read anew.
    public func settings() -> AppSettings {
        (try? AppConfiguration(folder: folder, home: home, overrides: overrides))?.settings ?? AppSettings()
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

    /// Where we write ourselves.
    var ownFolders: [URL] { [memory, environment["SLUICE_HOME"].map { URL(filePath: $0) }].compactMap(\.self) }
    var home: URL? { environment["HOME"].map { URL(filePath: $0, directoryHint: .isDirectory) } }
    private var file: URL? { memory.map { Self.file(for: folder, in: $0) } }
    var record: SynthesisRecord? { file.flatMap(SynthesisRecord.load) }

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

    private func reasonToRun(_ run: SynthesisRun) -> String? {
        guard let record else { return "it was not synthesised here yet" }
        return record.reasonToRunAgain(
            sources: run.sources, userSettings: userSettings, environment: run.app.stableVariables,
            outputs: SourceTree(ofAssembly: run.configuration.outputFolder, known: record.outputs),
            output: run.configuration.output)
    }

    private var userSettings: String? {
        home.flatMap { try? Data(contentsOf: $0.appending(path: ".cdk.json")) }.map(SourceTree.hash)
    }

    private func carryOut(_ run: SynthesisRun, report: @escaping @Sendable (String) -> Void) async throws {
        let lock = try AssemblyLock.writing(run.configuration.outputFolder)
        defer { withExtendedLifetime(lock) {} }
        defer { try? FileManager.default.removeItem(at: run.overflowFile) }
        if !run.app.overflow.isEmpty {
            try PrivateFile.write(Data(TemplateValue.object(run.app.overflow).json.utf8), to: run.overflowFile)
        }
        // A framework that finds nothing may write none, and the last one would be taken for its word.
        try? FileManager.default.removeItem(at: run.configuration.outputFolder.appending(path: ValidationReport.file))
        for command in [run.configuration.build, AppCommand.line(run.configuration.app, in: folder)].compactMap(\.self)
        {
            try await ShellRun(command: command, folder: folder, environment: run.app.variables, report: report).run()
        }
    }

    private func missingContext(in output: URL) throws(SynthesisError) -> [MissingContext] {
        try assembly(AssemblyDirectory(output)).missingContext
    }

    private func assembly(_ directory: AssemblyDirectory) throws(SynthesisError) -> CloudAssembly {
        do throws(AssemblyError) {
            return try CloudAssembly(reading: directory.contents)
        } catch {
            throw .assembly(error)
        }
    }

    /// Reads an assembly.
    ///
    /// - Throws: `SynthesisError`: `assembly`, `missingContext`.
    func read(_ output: URL, reason: String?) throws(SynthesisError) -> Synthesis {
        let directory = AssemblyDirectory(output)
        let assembly = try assembly(directory)
        if !assembly.missingContext.isEmpty { throw .missingContext(assembly.missingContext, .madeElsewhere) }
        return Synthesis(assembly: assembly, directory: directory, folder: output, reason: reason)
    }

    private func remember(_ synthesis: Synthesis, _ run: SynthesisRun) throws {
        guard let file else { return }
        let salt = UUID().uuidString
        let record = SynthesisRecord(
            sources: run.sources, userSettings: userSettings,
            environment: SynthesisRecord.hashes(of: run.app.stableVariables, salt: salt), salt: salt,
            outputs: SourceTree(ofAssembly: synthesis.folder), pipeline: record?.pipeline)
        try record.store(in: file)
    }
}
