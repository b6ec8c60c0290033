public import PipelineAPI
public import PipelineCore
public import PipelineEngine

/// Deploy/CloudFormation. Its configuration is checked as CodePipeline checks it; what it asks for is not done yet, and
/// the action fails saying so.
public struct CloudFormationDeploy: ActionProvider {
    public init() {}

    public let actionTypes = [ActionTypeID(category: .deploy, owner: .aws, provider: "CloudFormation")]

    public func run(_ start: ActionStart, in context: ActionContext) async -> ActionOutcome? {
        do throws(StackAction.Problem) {
            let action = try StackAction(start.action)
            return .failed(
                ErrorDetails(
                    code: "ConfigurationError",
                    message: "The embedded engine does not deploy CloudFormation stacks yet: nothing was done to "
                        + "the stack '\(action.stackName)'"),
                ActionResult())
        } catch {
            return .misconfigured(error.sentence)
        }
    }
}
