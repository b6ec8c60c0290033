public import CloudFormation
public import Foundation
public import PipelineAPI
import Yams

/// A folder with a pipeline in it, loaded and checked.
public struct Project: Sendable {
    /// The folder of the project file.
    public var root: URL
    /// The file that declares the pipeline.
    public var file: URL
    public var declaration: PipelineDeclaration
    /// What CodePipeline accepts and what will hurt when the pipeline runs.
    public var warnings: [Diagnostic]
    /// The CodeBuild projects that a template declares beside the pipeline.
    public var buildProjects: [BuildProject] = []
    /// Whether a template declares the pipeline: on AWS it is a stack's then, and only the stack knows its role and bucket.
    public var isOfStack = false
    /// That stack, which a CDK app says.
    public var stack: StackArtifact?
    public var stackName: String? { stack?.stackName }
    /// Whether a template says that an update of the pipeline starts it.
    public var restartsOnUpdate = false

    /// The git source that the pipeline starts from; `nil` if it starts from something else.
    public var source: GitSource? { GitSource(declaration) }

    /// What a project file leaves open and its surroundings know.
    public struct Defaults: Sendable {
        /// `owner/name` of the project's repository; `local/FOLDER` where it has no remote yet.
        public var repository: String?
        public var account: String
        public var region: String

        public init(repository: String? = nil, account: String = "123456789012", region: String = "us-east-1") {
            self.repository = repository
            self.account = account
            self.region = region
        }
    }

    /// Finds and loads the project that a folder belongs to.
    ///
    /// Throws `ProjectError.notFound` if there is none, `ProjectError.ambiguous`, else what loading throws.
    public static func open(from folder: URL, top: URL? = nil, defaults: Defaults) throws(ProjectError) -> Project {
        try load(ProjectFinder.findOnlyOne(from: folder, top: top), defaults: defaults)
    }

    /// Loads a project file.
    ///
    /// Throws `ProjectError`, with every mistake of the file in it.
    public static func load(_ file: URL, defaults: Defaults) throws(ProjectError) -> Project {
        if isApp(file) {
            throw .unsupported(file: file, reason: "a CDK app says what it deploys only when it is synthesised")
        }
        let text = try text(of: file)
        if TemplateFile.isTemplate(text) { return try TemplateFile(file: file, text: text, defaults: defaults).load() }
        let reader = PipelineFile(file: file, text: text, defaults: defaults)
        let declaration = try reader.read()
        return Project(
            root: file.deletingLastPathComponent(), file: file, declaration: declaration,
            warnings: reader.warnings(about: declaration))
    }

    /// The name of the pipeline in a project file, without a look at the rest of it.
    ///
    /// Throws `ProjectError` where there is none to be found.
    public static func pipelineName(in file: URL) throws(ProjectError) -> PipelineName {
        let text = try text(of: file)
        // The default resolver's regular expressions take longer than all the rest of this.
        let root = TemplateFile.isTemplate(text) ? nil : try? Yams.compose(yaml: text, .basic)
        if let name = root?["pipeline"]?.scalar ?? root?["pipeline"]?["name"]?.scalar ?? root?["name"]?.scalar {
            return PipelineName(name.string)
        }
        return try load(file, defaults: Defaults()).declaration.name
    }

    /// Whether a project file is a CDK app's: its pipeline is known once the app was run.
    public static func isApp(_ file: URL) -> Bool { file.lastPathComponent == "cdk.json" }

    private static func text(of file: URL) throws(ProjectError) -> String {
        let data: Data
        do {
            if try file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true {
                throw Diagnostic(file: file, sentence: "is a folder; a pipeline is declared in a file")
            }
            data = try Data(contentsOf: file)
        } catch {
            let problem = Diagnostic(file: file, sentence: "cannot be read: \(error.localizedDescription)")
            throw .invalid(file: file, [error as? Diagnostic ?? problem])
        }
        if let text = String(bytes: data, encoding: .utf8) { return text }
        throw .invalid(file: file, [foreignText(data, in: file)])
    }

    private static func foreignText(_ data: Data, in file: URL) -> Diagnostic {
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let line = lines.firstIndex { String(bytes: $0, encoding: .utf8) == nil }
        return Diagnostic(
            file: file, line: line.map { $0 + 1 }, sentence: "this is no UTF-8 text", hint: "save the file as UTF-8")
    }
}
