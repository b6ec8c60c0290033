public import Foundation
public import PipelineAPI

/// A folder with a pipeline in it, loaded and checked.
public struct Project: Sendable {
    /// The folder of the project file.
    public var root: URL
    /// The file that declares the pipeline.
    public var file: URL
    public var declaration: PipelineDeclaration

    /// The git source that the pipeline starts from; `nil` if it starts from something else.
    public var source: GitSource? { GitSource(declaration) }

    /// What a project file leaves open and its surroundings know.
    public struct Defaults: Sendable {
        /// `owner/name` of the project's repository.
        public var repository: String
        public var account: String
        public var region: String

        public init(repository: String, account: String = "123456789012", region: String = "us-east-1") {
            self.repository = repository
            self.account = account
            self.region = region
        }
    }

    /// Loads a project file.
    ///
    /// Throws `ProjectError`, with every mistake of the file in it.
    public static func load(_ file: URL, defaults: Defaults) throws(ProjectError) -> Project {
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            let problem = Diagnostic(file: file, sentence: "cannot be read: \(error.localizedDescription)")
            throw ProjectError.invalid(file: file, [problem])
        }
        if file.lastPathComponent == "cdk.json" {
            throw ProjectError.unsupported(
                file: file,
                reason: "sluice does not run CDK apps yet; add a pipeline.yml beside it for the embedded engine")
        }
        let declaration = try PipelineFile(file: file, text: text, defaults: defaults).read()
        return Project(root: file.deletingLastPathComponent(), file: file, declaration: declaration)
    }
}

/// The repository and branch of a pipeline's first git source action.
public struct GitSource: Sendable, Hashable {
    public var action: ActionName
    /// `owner/name`, or CodeCommit's repository name.
    public var repository: String
    public var branch: String

    public init?(_ declaration: PipelineDeclaration) {
        for action in declaration.stages.first?.actions ?? [] {
            let configuration = action.configuration ?? [:]
            let names: (repository: String?, branch: String?) =
                switch action.actionTypeId.provider {
                case "CodeStarSourceConnection": (configuration["FullRepositoryId"], configuration["BranchName"])
                case "CodeCommit": (configuration["RepositoryName"], configuration["BranchName"])
                case "GitHub":
                    ("\(configuration["Owner"] ?? "")/\(configuration["Repo"] ?? "")", configuration["Branch"])
                default: (nil, nil)
                }
            guard let repository = names.repository, let branch = names.branch else { continue }
            self.action = action.name
            self.repository = repository
            self.branch = branch
            return
        }
        return nil
    }
}
