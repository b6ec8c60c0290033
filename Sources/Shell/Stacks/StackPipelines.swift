import AWS
import CloudFormation
import Deployment
import Foundation
import PipelineAPI

/// The pipelines that stacks hold which are about to be deployed, and what they run afterwards.
struct StackPipelines {
    let context: CommandContext
    private let pipelines: [Pipeline]

    private struct Pipeline {
        var part: StackRollout.Outlook.Part
        var logicalID: String
        /// The caller's own, where the stack is: deploy roles may not look at pipelines.
        var client: ServiceClient
        /// What it has run before; what is new was started by the deployment.
        var known: Set<ExecutionID>
        var isNew: Bool
    }

    /// How often an execution is looked for that creating a pipeline starts.
    private static let patience = 10

    /// Notes what has run so far.
    init(of outlook: StackRollout.Outlook, by sessions: RoleSessions, in context: CommandContext) async {
        self.context = context
        var found: [Pipeline] = []
        for part in outlook.needed where part.plan.step != .delete {
            let declared = part.plan.goal.template.resources.first {
                $0.value["Type"]?.text == "AWS::CodePipeline::Pipeline"
            }
            guard let id = declared?.key else { continue }
            let isNew = part.plan.step == .create || part.plan.step == .recreate
            let isChanged = part.plan.difference.template.resources.contains { $0.logicalID == id }
            guard isNew || isChanged else { continue }
            do {
                let client = try Self.client(in: part.site.goal.environment, sessions)
                var pipeline = Pipeline(part: part, logicalID: id, client: client, known: [], isNew: isNew)
                if !pipeline.isNew, let name = try await Self.name(of: pipeline) {
                    pipeline.known = Set(try await Self.executions(of: name, pipeline.client))
                }
                found.append(pipeline)
            } catch {
                let reason = Untrusted.line(ErrorReport.failure(for: error).lines.joined(separator: " "))
                context.console.note(
                    "The pipeline of \(Untrusted.line(part.artifact.shownName)) will not be followed: \(reason)")
            }
        }
        pipelines = found
    }

    /// Follows the executions that the deployment has started.
    func follow() async throws {
        for pipeline in pipelines {
            guard let name = try await Self.name(of: pipeline) else { continue }
            context.remember(pipeline: name.rawValue)
            try await follow(name, pipeline)
        }
    }

    private static func client(in place: AWSEnvironment, _ sessions: RoleSessions) throws -> ServiceClient {
        guard place.account == sessions.caller.account else {
            throw StackError.otherAccount(place.account, have: sessions.caller.account)
        }
        return try ServiceClient(session: sessions.base.session(in: place.region))
    }

    private static func name(of pipeline: Pipeline) async throws -> PipelineName? {
        let resources = try await pipeline.part.site.client.listStackResources(pipeline.part.site.goal.name)
        return resources.first { $0.logicalResourceId == pipeline.logicalID }?.physicalResourceId.map {
            PipelineName($0)
        }
    }

    private func follow(_ name: PipelineName, _ pipeline: Pipeline) async throws {
        do {
            guard let execution = try await new(name, pipeline) else {
                return context.console.note("pipeline \(name): nothing was started · `deploy` runs it")
            }
            context.console.note("pipeline \(name) runs execution \(execution.short)")
            try await Following(context: context, client: pipeline.client, pipeline: name).follow(execution)
        } catch let error as ClientError {
            context.console.note("pipeline \(name) cannot be followed here: \(Untrusted.line(error.description))")
        }
    }

    /// The first execution that was not there before.
    private func new(_ name: PipelineName, _ pipeline: Pipeline) async throws -> ExecutionID? {
        var pace = PollingPace.stack
        for _ in 0..<(pipeline.isNew ? Self.patience : 1) {
            let executions = try await Self.executions(of: name, pipeline.client)
            if let id = executions.last(where: { !pipeline.known.contains($0) }) { return id }
            try await Task.sleep(for: pace.next(hasMoved: false))
        }
        return nil
    }

    /// The newest first.
    private static func executions(of name: PipelineName, _ client: ServiceClient) async throws -> [ExecutionID] {
        let output = try await client(ListPipelineExecutions.self, .init(pipelineName: name, maxResults: 50))
        return (output.pipelineExecutionSummaries ?? []).compactMap(\.pipelineExecutionId)
    }
}
