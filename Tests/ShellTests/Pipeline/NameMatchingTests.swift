import PipelineAPI
import Testing

@testable import Shell

/// What a person may leave out of a name.
@Suite struct NameMatchingTests {
    private let stages = [
        StageState(
            stageName: "Build", actionStates: [ActionState(actionName: "Unit"), ActionState(actionName: "Pack")]),
        StageState(stageName: "Beta", actionStates: [ActionState(actionName: "Deploy")]),
        StageState(stageName: "Prod", actionStates: [ActionState(actionName: "Deploy")]),
    ]

    private func stage(_ text: String) throws -> String? {
        try StageArgument(argument: text)?.find(in: stages).stageName?.rawValue
    }

    private func action(_ text: String) throws -> String? {
        let found = try ActionArgument(argument: text)?.find(in: stages)
        return found.map { "\($0.stage.stageName ?? "")/\($0.action)" }
    }

    @Test(arguments: [("Build", "Build"), ("build", "Build"), ("bu", "Build"), ("p", "Prod")])
    func aBeginningThatOnlyOneHasIsEnough(text: String, name: String) throws {
        expectSame(try stage(text), name)
    }

    @Test func anExactNameWinsOverLongerOnes() throws {
        expectSame(try NameMatching.find("Dev", among: ["Dev2", "Dev"], kind: "stage"), "Dev")
    }

    @Test(arguments: [
        ("B", CommandFailure.usage("'B' could be Build or Beta")),
        (
            "Biuld",
            .usage("there is no stage 'Biuld'", hint: "Did you mean 'Build'? It has Build, Beta, Prod.")
        ),
        ("xyz", .usage("there is no stage 'xyz'", hint: "It has Build, Beta, Prod.")),
    ])
    func whatIsNotClearIsNotGuessed(text: String, failure: CommandFailure) {
        let error = #expect(throws: CommandFailure.self) { try stage(text) }
        expectSame(error, failure)
    }

    @Test(arguments: [
        ("Build/Unit", "Build/Unit"), ("build/u", "Build/Unit"), ("Pack", "Build/Pack"), ("unit", "Build/Unit"),
        ("beta", "Beta/Deploy"),
    ])
    func theStageOfAnActionMayBeLeftOut(text: String, path: String) throws {
        expectSame(try action(text), path)
    }

    @Test(arguments: [
        ("Deploy", CommandFailure.usage("'Deploy' could be Beta/Deploy or Prod/Deploy")),
        ("Build", .usage("'Build' could be Build/Unit or Build/Pack")),
        (
            "Build/Unti",
            .usage(
                "there is no action 'Build/Unti'",
                hint: "Did you mean 'Build/Unit'? It has Build/Unit, Build/Pack, Beta/Deploy, Prod/Deploy.")
        ),
    ])
    func anActionThatIsNotClearIsNotGuessed(text: String, failure: CommandFailure) {
        let error = #expect(throws: CommandFailure.self) { try action(text) }
        expectSame(error, failure)
    }
}
