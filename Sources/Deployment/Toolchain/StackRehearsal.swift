import AWS
import CloudFormation
import Foundation
import PipelineAPI

/// `cdk deploy` of a stack without a pipeline, in a build: the engine rehearses it as its own actions do theirs, and what would
/// change is shown.
struct StackRehearsal {
    let client: ServiceClient
    let tools: BuildTools
    let say: @Sendable (String) -> Void

    /// The CDK acknowledges all of them.
    private static let capabilities = Capability.allCases.map(\.rawValue)

    /// - Throws: `ClientError.service` with what CloudFormation would refuse.
    func carryOut(_ stack: StackArtifact, of synthesis: Synthesis, adding additions: StackGoal.Additions) async throws {
        let files = synthesis.directory.contents
        let own = AWSEnvironment(account: tools.account, region: tools.region)
        let goal = try StackGoal(stack, files: files, in: own, adding: additions)
        let role = stack.roles.deploy.map { goal.environment.resolve($0) }
        // As the CDK CLI does it: a stack in which the app leaves nothing goes.
        let isEmpty = goal.template.resources.isEmpty
        let answer = try await client(
            RehearseStack.self,
            .init(
                build: tools.build, pipelineName: tools.pipeline, pipelineExecutionId: tools.execution,
                stackName: goal.name, account: goal.environment.account, region: goal.environment.region,
                roleArn: role?.arn, roleExternalId: role?.externalID,
                templateBody: isEmpty ? nil : String(decoding: try files(stack.templateFile), as: UTF8.self),
                nestedTemplates: try stack.nestedTexts(reading: files), parameters: goal.parameters,
                tags: goal.tags ?? [:], capabilities: Self.capabilities))
        say("\(stack.shownName):")
        for line in answer.summary.split(separator: "\n") { say("  \(line)") }
    }
}

extension ToolWords {
    /// What `--parameters [STACK:]NAME=VALUE` and `--tags KEY=VALUE` say of stacks.
    var additions: StackGoal.Additions {
        var additions = StackGoal.Additions()
        for text in options["parameters"] ?? [] {
            guard let (name, value) = Self.pair(text) else { continue }
            let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
            additions.parameters[parts.count == 2 ? parts[0] : nil, default: [:]][parts.last ?? name] = value
        }
        for (key, value) in (options["tags"] ?? []).compactMap(Self.pair) { additions.tags[key] = value }
        return additions
    }

    private static func pair(_ text: String) -> (String, String)? {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
}
