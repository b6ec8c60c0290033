import CloudFormation
public import Foundation
public import PipelineAPI
public import PipelineCore
public import PipelineEngine

/// Deploy/CloudFormation, rehearsed: what AWS would do with the stack is worked out and kept, and nothing is created.
public struct CloudFormationDeploy: ActionProvider {
    private let stacks: RehearsedStacks
    private let drafts: URL

    /// - Parameter drafts: for files on their way, on the same volume as the artifact store.
    public init(stacks: RehearsedStacks, drafts: URL) {
        self.stacks = stacks
        self.drafts = drafts
    }

    public let actionTypes = [ActionTypeID(category: .deploy, owner: .aws, provider: "CloudFormation")]

    public func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        do {
            let action = try StackAction(start.action)
            let target = action.target(start, context.settings)
            if action.mode == .deleteOnly { return .succeeded(try await delete(target)) }
            let report = try await rehearse(action, target, start, context)
            return .succeeded(try await result(report, action, start, context))
        } catch let problem as StackAction.Problem {
            return .misconfigured(problem.sentence)
        } catch let refusal as RehearsedStacks.Refusal {
            return .failed(
                ErrorDetails(code: refusal.code, message: "rehearsed: \(refusal.message)"), ActionResult())
        } catch {
            return .failed(ErrorDetails(code: "JobFailed", message: "\(error)"), ActionResult())
        }
    }

    public func forgetRuns(before time: Date) async {
        await stacks.forgetPreflights(before: time)
    }

    private func rehearse(
        _ action: StackAction, _ target: RehearsedStacks.Target, _ start: ActionStart, _ context: ActionContext
    ) async throws -> RehearsalReport {
        let name = action.changeSetName ?? ""
        if action.mode == .changeSetExecute { return try await stacks.executeChangeSet(name, of: target) }
        let inputs = StackInputs(action: action, start: start, artifacts: context.artifacts, drafts: drafts)
        let request = try await offPool { try inputs.request() }
        return action.mode == .changeSetReplace
            ? try await stacks.replaceChangeSet(name, request, of: target)
            : try await stacks.createOrUpdate(request, target)
    }

    private func delete(_ target: RehearsedStacks.Target) async throws -> ActionResult {
        let wasThere = try await stacks.delete(target)
        return ActionResult(
            externalExecutionID: target.name,
            summary: wasThere
                ? "rehearsed deleting \(target.name)"
                : "rehearsed deleting \(target.name): there is no such stack among the rehearsed")
    }

    /// Outputs are given where a stack is there afterwards.
    private func result(
        _ report: RehearsalReport, _ action: StackAction, _ start: ActionStart, _ context: ActionContext
    ) async throws -> ActionResult {
        var result = ActionResult(externalExecutionID: action.stackName, summary: report.summary)
        guard action.mode != .changeSetReplace else { return result }
        result.outputVariables = Dictionary(report.outputs.map { ($0.key, $0.value) }) { $1 }
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
        let role = start.action.configuration?["RoleArn"] ?? start.action.roleArn ?? ""
        let account = role.split(separator: ":", omittingEmptySubsequences: false).dropFirst(4).first.map(String.init)
        let isAccount = account?.count == 12 && account?.allSatisfy(\.isNumber) == true
        return RehearsedStacks.Target(
            name: stackName,
            place: AWSEnvironment(
                account: isAccount ? account ?? settings.accountId : settings.accountId,
                region: start.action.region ?? settings.region),
            preflight: start.pipeline.isPreflight ? start.run.execution.rawValue : nil,
            run: start.run.id.rawValue, time: start.run.startTime)
    }
}
