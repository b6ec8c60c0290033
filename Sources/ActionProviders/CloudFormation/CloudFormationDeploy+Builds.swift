import CloudFormation
import Deployment
public import Foundation
public import PipelineAPI
public import PipelineEngine

extension CloudFormationDeploy {
    /// Rehearses a stack that a build deploys by itself, over what is deployed where the settings say so.
    ///
    /// - Throws: `APIError` with what CloudFormation would refuse.
    public func rehearse(
        _ input: RehearseStack.Input, settings: EngineSettings, at time: Date
    ) async throws -> RehearseStack.Output {
        let execution = input.pipelineExecutionId?.rawValue ?? input.build.rawValue
        let isPreflight = input.pipelineName?.isPreflight == true
        // They become names of files.
        guard StackAction.isStackName(input.stackName), Int(input.account) != nil, !input.region.contains("/"),
            !isPreflight || UUID(uuidString: execution) != nil
        else {
            throw APIError.validation("'\(input.stackName)' can be no stack's name, or its place or its execution none")
        }
        var target = RehearsedStacks.Target(
            name: input.stackName, place: AWSEnvironment(account: input.account, region: input.region),
            preflight: isPreflight ? execution : nil, run: input.build.rawValue,
            execution: execution, time: time)
        do {
            if let there = input.pipelineName.flatMap({ settings.deployment(of: $0) }) {
                let way = DeployedStacks.Way(
                    role: input.roleArn, externalID: input.roleExternalId, region: input.region, account: input.account)
                let mode: StackAction.Mode = input.templateBody == nil ? .deleteOnly : .createUpdate
                target.sight = try await deployed.look(at: input.stackName, mode, way, there, settings)
            }
            guard let template = input.templateBody else {
                let isThere = try await stacks.delete(target)
                return .init(summary: isThere ? "rehearsed deleting it: the app leaves nothing in it" : Self.nothing)
            }
            let request = StackRequest(
                template: template, parameters: input.parameters, tags: input.tags, capabilities: input.capabilities,
                nested: input.nestedTemplates)
            return .init(summary: try await stacks.createOrUpdate(request, target).summary)
        } catch let refusal as StackRefusal {
            throw APIError(code: refusal.code, message: refusal.message)
        }
    }

    private static let nothing = "has no resources, and is not deployed"
}
