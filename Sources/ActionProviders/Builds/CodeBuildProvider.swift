public import Foundation
public import PipelineAPI
public import PipelineCore
public import PipelineEngine
import Runner

/// Build/CodeBuild and Test/CodeBuild: a buildspec, run on this machine.
public struct CodeBuildProvider: ActionProvider {
    let host: BuildHost

    public init(host: BuildHost) {
        self.host = host
    }

    public let actionTypes = [
        ActionTypeID(category: .build, owner: .aws, provider: "CodeBuild"),
        ActionTypeID(category: .test, owner: .aws, provider: "CodeBuild"),
    ]

    public func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        do {
            let name = start.action.configuration?["ProjectName"]
            let project = if let name { try await context.buildProject(name) } else { BuildProject?.none }
            let plan = try BuildPlan(
                start.action, project: project, timeoutInMinutes: context.settings.builds.timeoutInMinutes)
            if plan.batch != nil { return await host.runBatch(plan, start, in: context) }
            return await host.run(plan, start, in: context)
        } catch let problem as BuildPlan.Problem {
            return .misconfigured(problem.sentence)
        } catch {
            return .failed(ErrorDetails(code: "InternalError", message: "\(error)"), ActionResult())
        }
    }

    public func cancel(_ start: ActionStart, in context: ActionContext) async {
        host.cancel(start)
    }

    /// Those of Commands actions too: they are builds of the same host.
    public func forgetRuns(before time: Date) async {
        await host.removeBuilds(before: time)
    }
}
