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

    /// Whether each of its actions has a provider that the embedded engine runs, and nothing that only AWS knows, such as
    /// another stack's exports, stands where it cannot be replaced.
    static func canRun(_ declaration: PipelineDeclaration) -> Bool {
        let known: Set = [
            "Source/CodeCommit", "Source/GitHub", "Source/CodeStarSourceConnection", "Source/S3", "Build/CodeBuild",
            "Test/CodeBuild", "Approval/Manual", "Deploy/S3", "Compute/Commands",
        ]
        return declaration.violations().isEmpty
            && declaration.stages.flatMap(\.actions).allSatisfy {
                known.contains("\($0.actionTypeId.category.rawValue)/\($0.actionTypeId.provider)")
            }
    }

    init(_ declaration: PipelineDeclaration) throws {
        self.declaration = declaration
        for index in (declaration.variables ?? []).indices where declaration.variables?[index].defaultValue == nil {
            self.declaration.variables?[index].defaultValue = "given"
        }
        let exported = try Self.references(in: declaration)
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
            action.commands = ["echo made > made"] + (action.outputVariables ?? []).map { "\($0)=given" }
            action.outputArtifacts = action.outputArtifacts?.map { OutputArtifact(name: $0.name, files: ["made"]) }
        default: break
        }
        return action
    }

    /// A build that makes every output and every variable that it is asked for.
    private static func buildspec(_ action: ActionDeclaration, exporting names: [String]) throws -> String {
        struct Document: Encodable {
            var version = "0.2"
            var env: [String: [String]]?
            var phases: [String: [String: [String]]]
            var artifacts: Artifacts?
        }
        struct Artifacts: Encodable {
            var files = ["made"]
            var secondary: [String: [String: [String]]]?
            enum CodingKeys: String, CodingKey {
                case files
                case secondary = "secondary-artifacts"
            }
        }
        let outputs = (action.outputArtifacts ?? []).map(\.name.rawValue)
        let secondary = Dictionary(uniqueKeysWithValues: outputs.map { ($0, ["files": ["made"]]) })
        let document = Document(
            env: names.isEmpty ? nil : ["exported-variables": names],
            phases: ["build": ["commands": ["echo made > made"] + names.map { "\($0)=given" }]],
            artifacts: outputs.isEmpty ? nil : Artifacts(secondary: outputs.count > 1 ? secondary : nil))
        return String(decoding: try JSONEncoder().encode(document), as: UTF8.self)
    }
}
