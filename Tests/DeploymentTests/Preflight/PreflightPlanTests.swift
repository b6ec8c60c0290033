import Deployment
import PipelineAPI
import Testing

@Suite("The throw-away pipeline of a preflight")
struct PreflightPlanTests {
    @Test("From the first stage that deploys on, only what is rehearsed is left")
    func leftOut() {
        let plan = PreflightPlan(
            pipeline([
                ("Source", [("Code", .source, "CodeCommit", nil)]), ("Build", [("Synth", .build, "CodeBuild", nil)]),
                ("Beta", [("Prepare", .deploy, "CloudFormation", nil), ("Smoke", .build, "CodeBuild", nil)]),
                ("Release", [("Approve", .approval, "Manual", nil), ("Site", .deploy, "S3", nil)]),
                ("Prod", [("Prepare", .deploy, "CloudFormation", nil)]),
            ]))
        #expect(plan.declaration.name == "shop-preflight" && plan.declaration.name.isPreflight)
        #expect(plan.declaration.stages.map(\.name.rawValue) == ["Source", "Build", "Beta", "Prod"])
        #expect(plan.leftOut == ["Beta/Smoke", "Release/Approve", "Release/Site"])
    }

    @Test("Commands and builds for the environments of a wave deploy, whatever their category says")
    func waves() {
        let plan = PreflightPlan(
            pipeline([
                ("Source", [("Code", .source, "CodeCommit", nil)]), ("Build", [("Pack", .compute, "Commands", nil)]),
                ("Wave", [("dev.Copy", .compute, "Commands", "ENVIRONMENT")]),
                ("After", [("Tell", .compute, "Commands", nil)]),
            ]))
        #expect(plan.leftOut == ["Wave/dev.Copy", "After/Tell"])
    }

    private typealias Action = (name: String, category: ActionCategory, provider: String, variable: String?)

    private func pipeline(_ stages: [(String, [Action])]) -> PipelineDeclaration {
        PipelineDeclaration(
            name: "shop", roleArn: "arn:aws:iam::123456789012:role/pipeline",
            stages: stages.map { name, actions in
                StageDeclaration(name: StageName(name), actions: actions.map(action))
            })
    }

    private func action(_ action: Action) -> ActionDeclaration {
        var declaration = ActionDeclaration(
            name: ActionName(action.name),
            actionTypeId: ActionTypeID(category: action.category, owner: .aws, provider: action.provider))
        declaration.environmentVariables = action.variable.map { [.init(name: $0, value: "dev")] }
        return declaration
    }
}
