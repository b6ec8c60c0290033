import AWS
import CloudFormation
import Deployment
import PipelineAPI

/// What the failed creation of a stack has left that an action of a pipeline deploys: before it is deleted, nothing can be
/// deployed there.
struct StackRemains {
    let run: ActionExecutionDetail
    let site: StackSite
    /// Of deleting it.
    let plan: StackPlan

    var name: String { Untrusted.line(site.goal.name) }

    var words: String {
        let status = plan.deployed.stack?.stackStatus.rawValue ?? ""
        let protection =
            plan.deployed.stack?.enableTerminationProtection == true ? "; its termination protection goes off" : ""
        return "\(run.path): the stack \(name) is in \(status). What its failed creation has left can only be deleted"
            + "\(protection)."
    }

    /// Those under actions that have failed, on AWS or where the engine deploys.
    ///
    /// - Throws: `StackError` if something is left that cannot be deleted.
    static func find(
        under failed: [ActionExecutionDetail], of pipeline: PipelineName, _ client: ServiceClient,
        in context: CommandContext
    ) async throws -> [StackRemains] {
        var found: [StackRemains] = []
        let deploying = failed.filter(\.deploysOverWhatIsThere)
        let target = deploying.isEmpty || context.deploysOnAWS ? nil : try await client.target(of: pipeline)
        for run in deploying where context.deploysOnAWS || target?.deploys == true {
            guard let (site, deployed) = try await look(run, target, context), deployed.situation == .failedCreation
            else {
                continue
            }
            found.append(StackRemains(run: run, site: site, plan: try StackPlan(deleting: site.goal, deployed)))
        }
        return found
    }

    /// Where nobody may look, the service says itself what is wrong.
    private static func look(
        _ run: ActionExecutionDetail, _ target: DeploymentTarget?, _ context: CommandContext
    ) async throws -> (StackSite, DeployedStack)? {
        guard let name = run.stackName else { return nil }
        do {
            let sessions = try await context.roleSessions(for: target)
            let environment = sessions.caller.environment(of: run)
            let role = run.input?.roleArn.map { AssumedRole(arn: $0) }
            let client = try await sessions.session(of: role, in: environment).cloudFormation()
            return try await StackSite.deployed(name, by: client, in: environment)
        } catch let error where !(error is CancellationError) {
            let reason = Untrusted.line(ErrorReport.failure(for: error).lines.joined(separator: " "))
            context.console.note(
                "\(run.path): whether \(Untrusted.line(name)) can be deployed again is not to be seen: \(reason)")
            return nil
        }
    }
}

extension ActionExecutionDetail {
    fileprivate var mode: String? { input?.actionTypeId?.provider == "CloudFormation" ? configured("ActionMode") : nil }

    fileprivate var stackName: String? { configured("StackName") }

    private func configured(_ key: String) -> String? {
        input?.resolvedConfiguration?[key] ?? input?.configuration?[key]
    }

    /// Whether it brings a stack to a template and deletes nothing by itself. What an engine has rehearsed is nowhere.
    fileprivate var deploysOverWhatIsThere: Bool {
        let isRehearsed = output?.executionResult?.errorDetails?.message?.hasPrefix("rehearsed") ?? false
        return ["CREATE_UPDATE", "CHANGE_SET_REPLACE", "CHANGE_SET_EXECUTE"].contains(mode) && !isRehearsed
    }

    var executesChangeSet: Bool { mode == "CHANGE_SET_EXECUTE" }

    /// Whether a change set that the action was to execute is no longer there: doing only that again must fail again.
    var lacksItsChangeSet: Bool {
        guard status == .failed, executesChangeSet, let error = output?.executionResult?.errorDetails else {
            return false
        }
        let message = error.message ?? ""
        return message.contains("ChangeSetNotFound")
            || message.contains("ChangeSet [") && message.contains("does not exist")
    }
}

extension AWSEnvironment {
    /// Where the action works: in its region, and in the account of its role.
    fileprivate func environment(of run: ActionExecutionDetail) -> AWSEnvironment {
        var environment = self
        let role = (run.input?.roleArn ?? "").split(separator: ":", omittingEmptySubsequences: false)
        if role.count > 5 { environment.account = String(role[4]) }
        environment.region = run.input?.region ?? region
        return environment
    }
}
