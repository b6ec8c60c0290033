import Foundation
import PipelineAPI

/// A real pipeline made runnable: everything that it builds, fetches or calls is replaced by something of the same shape.
struct StandIns {
    private(set) var declaration: PipelineDeclaration
    /// The names of its git repositories, and the branches that it wants of them.
    private(set) var repositories: [(name: String, branch: String)] = []
    /// The objects of buckets that it starts from.
    private(set) var objects: [(bucket: String, key: String)] = []
    private(set) var approvals: [String] = []
    /// What is in every artifact, by path: the files that actions read by name.
    private(set) var files: [String: String] = [:]

    /// Why it cannot run here: providers that the embedded engine does not have, and what only AWS knows, such as another
    /// stack's exports, where it cannot be replaced.
    static func obstacles(_ declaration: PipelineDeclaration) -> [String] {
        let known: Set = [
            "Source/CodeCommit", "Source/GitHub", "Source/CodeStarSourceConnection", "Source/S3", "Build/CodeBuild",
            "Test/CodeBuild", "Approval/Manual", "Deploy/S3", "Deploy/CloudFormation", "Compute/Commands",
            "Invoke/CodePipeline",
        ]
        let types = declaration.stages.flatMap(\.actions).map(\.actionTypeId)
        let providers = Set(types.map { "\($0.category.rawValue)/\($0.provider)" }).subtracting(known)
        return providers.sorted() + declaration.violations(region: "us-east-1").map(\.path.description)
    }

    init(_ declaration: PipelineDeclaration) throws {
        self.declaration = declaration
        for index in (declaration.variables ?? []).indices where declaration.variables?[index].defaultValue == nil {
            self.declaration.variables?[index].defaultValue = "given"
        }
        let exported = try Self.references(in: declaration)
        let actions = declaration.stages.flatMap(\.actions)
        let stacks = actions.filter { $0.actionTypeId.provider == "CloudFormation" }
        files = try Self.stackFiles(
            of: actions, outputs: stacks.reduce(into: []) { $0.formUnion(exported[$1.namespace ?? ""] ?? []) })
        for stage in declaration.stages.indices {
            for index in declaration.stages[stage].actions.indices {
                let action = declaration.stages[stage].actions[index]
                note(action, in: declaration.stages[stage].name)
                self.declaration.stages[stage].actions[index] = try Self.replaced(
                    action, exported[action.namespace ?? ""] ?? [])
            }
        }
    }

    /// The keys that `#{namespace.key}` asks for, by namespace.
    private static func references(in declaration: PipelineDeclaration) throws -> [String: Set<String>] {
        let text = String(decoding: try JSONEncoder().encode(declaration), as: UTF8.self)
        var found: [String: Set<String>] = [:]
        for match in text.matches(of: #/#\{([\w@-]+)\.([\w-]+)\}/#) {
            found[String(match.1), default: []].insert(String(match.2))
        }
        return found
    }

    private mutating func note(_ action: ActionDeclaration, in stage: StageName) {
        let configuration = action.configuration ?? [:]
        if let source = GitSourceConfiguration(action) {
            repositories.append((source.repository, source.branch))
        } else if let bucket = configuration["S3Bucket"], let key = configuration["S3ObjectKey"] {
            objects.append((bucket, key))
        } else if action.actionTypeId.category == .approval {
            approvals.append("\(stage)/\(action.name)")
        }
    }

    private static func replaced(_ action: ActionDeclaration, _ exported: Set<String>) throws -> ActionDeclaration {
        var action = action
        switch action.actionTypeId.provider {
        case "CodeBuild":
            let buildspec = try buildspec(action, exporting: exported.sorted())
            action.configuration?["BuildspecOverride"] = buildspec
            // Values that only a store of secrets has.
            if action.configuration?["EnvironmentVariables"]?.contains("\"type\"") == true {
                action.configuration?["EnvironmentVariables"] = nil
            }
        case "Commands":
            action.commands = [make] + (action.outputVariables ?? []).map { "\($0)=given" }
            action.outputArtifacts = action.outputArtifacts?.map { OutputArtifact(name: $0.name, files: ["made"]) }
        default: break
        }
        return action
    }

    /// The folder of `files` on the machine.
    static let folder = "stand-ins"

    private static let make = "echo made > made; cp -R @HERE@/\(folder)/. ."

    /// A build that makes every output and every variable that it is asked for.
    private static func buildspec(_ action: ActionDeclaration, exporting names: [String]) throws -> String {
        struct Document: Encodable {
            var version = "0.2"
            var env: [String: [String]]?
            var phases: [String: [String: [String]]]
            var artifacts: Artifacts?
        }
        struct Artifacts: Encodable {
            var files = ["**/*"]
            var secondary: [String: [String: [String]]]?
            enum CodingKeys: String, CodingKey {
                case files
                case secondary = "secondary-artifacts"
            }
        }
        let outputs = (action.outputArtifacts ?? []).map(\.name.rawValue)
        let secondary = Dictionary(uniqueKeysWithValues: outputs.map { ($0, ["files": ["**/*"]]) })
        let document = Document(
            env: names.isEmpty ? nil : ["exported-variables": names],
            phases: ["build": ["commands": [make] + names.map { "\($0)=given" }]],
            artifacts: outputs.isEmpty ? nil : Artifacts(secondary: outputs.count > 1 ? secondary : nil))
        return String(decoding: try JSONEncoder().encode(document), as: UTF8.self)
    }
}
