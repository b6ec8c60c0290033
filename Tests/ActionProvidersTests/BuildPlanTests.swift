import PipelineAPI
import Runner
import Testing

@testable import ActionProviders

@Suite("The build of a CodeBuild action")
struct BuildPlanTests {
    private let project = BuildProject(
        name: "unit", buildspec: "ci/unit.yml", environmentVariables: [.init(name: "A", value: "1")],
        timeoutInMinutes: 7)

    private func plan(_ configuration: [String: String], project: BuildProject? = nil) throws -> BuildPlan {
        let type = ActionTypeID(category: .build, owner: .aws, provider: "CodeBuild")
        let action = ActionDeclaration(name: "Unit", actionTypeId: type, configuration: configuration)
        return try BuildPlan(action, project: project, timeoutInMinutes: 60)
    }

    @Test("What the action leaves open its project says")
    func projects() throws {
        let plan = try plan(["ProjectName": "unit"], project: project)
        #expect(plan.buildspec == "ci/unit.yml")
        #expect(plan.projectVariables == [.init(name: "A", value: "1")])
        #expect(plan.variables.isEmpty)
        #expect(plan.timeoutInSeconds == 420)
    }

    @Test(
        "Commands end after 55 minutes, those of a rule earlier if it says so",
        arguments: [(nil, 55), (7, 7), (600, 55)] as [(Int?, Int)])
    func timeouts(own: Int?, minutes: Int) {
        let type = ActionTypeID(category: .rule, owner: .aws, provider: "Commands")
        let rule = ActionDeclaration(name: "Look", actionTypeId: type, timeoutInMinutes: own)
        #expect(CommandsProvider.timeoutInSeconds(rule) == minutes * 60)
    }

    @Test("What the action says wins")
    func overrides() throws {
        let plan = try plan(
            [
                "ProjectName": "unit", "BuildspecOverride": "ci/other.yml",
                "EnvironmentVariables": #"[{"name":"A","value":"key","type":"PARAMETER_STORE"}]"#,
            ], project: project)
        #expect(plan.buildspec == "ci/other.yml")
        #expect(plan.variables == [.init(name: "A", value: "key", type: .parameterStore)])
        #expect(plan.projectVariables == [.init(name: "A", value: "1")])
    }

    @Test("Without a project it is buildspec.yml and the engine's limit")
    func noProject() throws {
        let plan = try plan(["ProjectName": "unit"])
        #expect(plan.project == "unit")
        #expect(plan.buildspec == nil)
        #expect(plan.timeoutInSeconds == 3600)
    }

    @Test("Variables that cannot be understood are named")
    func badVariables() throws {
        #expect(throws: BuildPlan.Problem.self) { try plan(["EnvironmentVariables": "A=1"]) }
        var project = project
        project.environmentVariables[0].type = "TEXT"
        #expect(
            throws: BuildPlan.Problem(
                sentence: "Variable A of project 'unit' has the type TEXT, which is none of CodeBuild's")
        ) { try plan(["ProjectName": "unit"], project: project) }
    }
}
