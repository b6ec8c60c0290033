import Foundation
public import PipelineAPI
public import PipelineCore
public import PipelineEngine
import Runner

/// Compute/Commands: a list of shell commands, run as a build whose buildspec they make.
public struct CommandsProvider: ActionProvider {
    let host: BuildHost

    public init(host: BuildHost) {
        self.host = host
    }

    /// As an action, and as a rule of a stage's condition.
    public let actionTypes = [
        ActionTypeID(category: .compute, owner: .aws, provider: "Commands"),
        ActionTypeID(category: .rule, owner: .aws, provider: "Commands"),
    ]

    public func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        let variables = (start.action.environmentVariables ?? []).map {
            BuildRequest.EnvironmentVariable(
                name: $0.name, value: $0.value, type: $0.type == "SECRETS_MANAGER" ? .secretsManager : .plaintext)
        }
        do {
            let plan = BuildPlan(
                project: "\(start.pipeline)-\(start.action.name)", buildspec: try Self.buildspec(start.action),
                variables: variables, timeoutInSeconds: Self.timeoutInSeconds(start.action), isCodeBuild: false)
            return await host.run(plan, start, in: context)
        } catch {
            return .misconfigured("The commands of action '\(start.action.name)' cannot be written as a buildspec")
        }
    }

    public func cancel(_ start: ActionStart, in context: ActionContext) async {
        host.cancel(start)
    }

    /// CodePipeline ends commands after 55 minutes, those of a rule earlier where it says so.
    static func timeoutInSeconds(_ action: ActionDeclaration) -> Int {
        let own = action.actionTypeId.category == .rule ? action.timeoutInMinutes : nil
        return min(own ?? 55, 55) * 60
    }

    /// The commands as a buildspec document (JSON, which a YAML reader reads).
    static func buildspec(_ action: ActionDeclaration) throws -> String {
        struct Document: Encodable {
            struct Environment: Encodable {
                var exportedVariables: [String]

                enum CodingKeys: String, CodingKey {
                    case exportedVariables = "exported-variables"
                }
            }
            struct Phase: Encodable { var commands: [String] }

            var version = "0.2"
            var env: Environment?
            var phases: [String: Phase]
        }
        let names = action.outputVariables ?? []
        let document = Document(
            env: names.isEmpty ? nil : .init(exportedVariables: names),
            phases: ["build": .init(commands: action.commands ?? [])])
        return String(decoding: try JSONEncoder().encode(document), as: UTF8.self)
    }
}
