import AWS
import CloudFormation
import Deployment
import Foundation
import PipelineAPI

/// The pipelines that deployed stacks hold, and what they run.
struct StackPipelines {
    let context: CommandContext
    /// What began before has nothing to do with the deployment.
    let since: Date

    /// How often an execution is looked for that creating a pipeline starts.
    private static let patience = 10

    /// Follows the execution that the deployment has started, if it has.
    func follow(_ outlook: StackRollout.Outlook) async throws {
        for (_, site, plan) in outlook.needed {
            let pipelines = plan.goal.template.resources.filter {
                $0.value["Type"]?.text == "AWS::CodePipeline::Pipeline"
            }
            guard let pipeline = pipelines.first?.key, plan.step != .delete else { continue }
            let resources = try await site.client.listStackResources(site.goal.name)
            guard let name = resources.first(where: { $0.logicalResourceId == pipeline })?.physicalResourceId else {
                continue
            }
            context.remember(pipeline: name)
            let isNew = plan.step == .create || plan.step == .recreate
            let isChanged = plan.difference.template.resources.contains { $0.logicalID == pipeline }
            if isNew || isChanged { try await follow(PipelineName(name), waits: isNew) }
        }
    }

    private func follow(_ pipeline: PipelineName, waits: Bool) async throws {
        let client = try await context.client()
        do {
            guard let execution = try await execution(of: pipeline, client, waits: waits) else {
                return context.console.note("pipeline \(pipeline): nothing was started · `deploy` runs it")
            }
            context.console.note("pipeline \(pipeline) runs execution \(execution.short)")
            try await Following(context: context, client: client, pipeline: pipeline).follow(execution)
        } catch let error as ClientError {
            context.console.note("pipeline \(pipeline) cannot be followed here: \(Untrusted.line(error.description))")
        }
    }

    /// The first execution since the deployment began.
    private func execution(
        of pipeline: PipelineName, _ client: ServiceClient, waits: Bool
    ) async throws -> ExecutionID? {
        var pace = PollingPace.stack
        for _ in 0..<(waits ? Self.patience : 1) {
            let executions = try await client(
                ListPipelineExecutions.self, .init(pipelineName: pipeline, maxResults: 50))
            let new = (executions.pipelineExecutionSummaries ?? []).last { ($0.startTime ?? since) >= since }
            if let id = new?.pipelineExecutionId { return id }
            try await Task.sleep(for: pace.next(hasMoved: false))
        }
        return nil
    }
}
