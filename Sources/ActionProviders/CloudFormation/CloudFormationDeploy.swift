import CloudFormation
public import Deployment
public import Foundation
public import PipelineAPI
public import PipelineCore
public import PipelineEngine

/// Deploy/CloudFormation: stacks are deployed where the settings say so for the pipeline. Elsewhere they are rehearsed: what
/// AWS would do is worked out and kept, and nothing is created.
public struct CloudFormationDeploy: ActionProvider {
    let stacks: RehearsedStacks
    private let drafts: URL
    let deployed: DeployedStacks

    /// - Parameters:
    ///   - access: the way to where stacks are deployed.
    ///   - memory: the folder that keeps what is needed to make a change set again.
    ///   - drafts: for files on their way, on the same volume as the artifact store.
    public init(stacks: RehearsedStacks, access: DeploymentAccess, memory: URL, drafts: URL) {
        self.stacks = stacks
        self.drafts = drafts
        deployed = DeployedStacks(access: access, memory: memory)
    }

    public let actionTypes = [ActionTypeID(category: .deploy, owner: .aws, provider: "CloudFormation")]

    public func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        let target = context.settings.deployment(of: start.pipeline)
        do {
            let action = try StackAction(start.action)
            let report =
                if let target, target.deploys {
                    try await deploy(action, at: target, start, context)
                } else { try await rehearse(action, over: target, start, context) }
            return .succeeded(try await result(report, action, start, context))
        } catch let problem as StackAction.Problem {
            return .misconfigured(problem.sentence)
        } catch {
            // What goes on at CloudFormation goes on; the next engine follows it.
            if Task.isCancelled { return nil }
            let words = target?.deploys == true ? "" : "rehearsed: "
            return .failed(ErrorDetails(error, words), ActionResult())
        }
    }

    public func forgetRuns(before time: Date) async {
        await stacks.forgetPreflights(before: time)
    }

    private func rehearse(
        _ action: StackAction, over target: DeploymentTarget?, _ start: ActionStart, _ context: ActionContext
    ) async throws -> StackReport {
        var rehearsal = StackRehearsal(stacks: stacks, target: action.target(start, context.settings))
        if let target {
            rehearsal.target.sight = try await deployed.look(
                at: action.stackName, action.mode, .init(of: start.action), target, context.settings)
        }
        let inputs = StackInputs(action: action, start: start, artifacts: context.artifacts, drafts: drafts)
        return try await rehearsal.carryOut(action) { try await offPool { try inputs.request() } }
    }

    private func deploy(
        _ action: StackAction, at target: DeploymentTarget, _ start: ActionStart, _ context: ActionContext
    ) async throws -> StackReport {
        let inputs = StackInputs(
            action: action, start: start, artifacts: context.artifacts, drafts: drafts, readsNested: false)
        return try await deployed.carryOut(action, at: target, inputs, context)
    }

    /// Outputs are given where a stack is there afterwards.
    private func result(
        _ report: StackReport, _ action: StackAction, _ start: ActionStart, _ context: ActionContext
    ) async throws -> ActionResult {
        var result = ActionResult(externalExecutionID: report.id, summary: report.summary)
        guard action.mode != .changeSetReplace, action.mode != .deleteOnly else { return result }
        result.outputVariables = report.outputs
        guard let name = action.outputFileName, let output = start.action.outputArtifacts?.first?.name else {
            return result
        }
        let location = context.artifacts.location(
            bucket: start.artifactBucket, pipeline: start.pipeline, artifact: output, run: start.run.id)
        let variables = result.outputVariables
        try await offPool { try keep(variables, as: name, at: location, context.artifacts) }
        result.outputArtifacts[output] = location
        return result
    }

    /// The outputs as the file that `OutputFileName` asks for.
    private func keep(
        _ outputs: [String: String], as name: String, at location: S3Location, _ artifacts: ArtifactFolder
    ) throws {
        let folder = drafts.appending(path: UUID().uuidString, directoryHint: .isDirectory)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let file = folder.appending(path: URL(filePath: name).lastPathComponent)
        try JSONEncoder().encode(outputs).write(to: file)
        try artifacts.keep(contentsOf: folder, at: location)
    }
}

extension StackAction {
    /// The stack is in the account of the role that CloudFormation is given, and in the action's region.
    fileprivate func target(_ start: ActionStart, _ settings: EngineSettings) -> RehearsedStacks.Target {
        RehearsedStacks.Target(
            name: stackName,
            place: AWSEnvironment(
                account: (role ?? start.action.roleArn).flatMap { AssumedRole(arn: $0).account } ?? settings.accountId,
                region: start.action.region ?? settings.region),
            preflight: start.pipeline.isPreflight ? start.run.execution.rawValue : nil,
            run: start.run.id.rawValue, execution: start.run.execution.rawValue, time: start.run.startTime)
    }
}
