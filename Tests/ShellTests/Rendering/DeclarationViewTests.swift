import PipelineAPI
import Testing

@testable import Shell

/// A declaration and its changes on the screen.
@Suite struct DeclarationViewTests {
    private let declaration = PipelineDeclaration(
        name: "shop",
        stages: [
            StageDeclaration(
                name: "Source",
                actions: [
                    ActionDeclaration(
                        name: "Main", actionTypeId: .source, configuration: ["BranchName": "main", "Other": "x"])
                ]),
            StageDeclaration(
                name: "Build",
                actions: [
                    ActionDeclaration(
                        name: "Unit", actionTypeId: .codeBuild,
                        configuration: ["BuildspecOverride": "ci/unit.yml\nsecond line"]),
                    ActionDeclaration(
                        name: "Deploy", actionTypeId: .commands, runOrder: 2,
                        commands: ["make \u{1B}[2J", "make install"]),
                ]),
        ], executionMode: .queued,
        variables: [
            PipelineVariableDeclaration(name: "Sites", defaultValue: "/srv"), PipelineVariableDeclaration(name: "Zone"),
        ])

    @Test func aDeclarationIsALineForEachAction() {
        expectSame(
            DeclarationView(style: .plain).lines(declaration).joined(separator: "\n"),
            """
            shop (QUEUED)
            variables: Sites=/srv, Zone=(required)
            Source
              1  Main    Source/CodeStarSourceConnection  main
            Build
              1  Unit    Build/CodeBuild                  ci/unit.yml
              2  Deploy  Compute/Commands                 make  …
            """)
    }

    @Test func everyKindOfChangeHasItsLine() {
        let changes: [DeclarationChange] = [
            .pipelineField("executionMode", from: nil, to: "QUEUED"),
            .pipelineField("triggers", from: nil, to: nil),
            .stageAdded("Test"), .stageRemoved("Beta"), .stagesReordered(from: ["A", "B"], to: ["B", "A"]),
            .actionAdded("Build", "Unit"), .actionRemoved("Build", "Lint"),
            .actionField(
                "Build", "Unit", field: "commands", from: "make\u{1B}[2J", to: String(repeating: "x", count: 70)),
            .stageField("Build", field: "onFailure", from: nil, to: nil),
        ]
        expectSame(
            DeclarationView(style: .plain).lines(changes).joined(separator: "\n"),
            """
              ~ executionMode: (none) → QUEUED
              ~ triggers
              + stage Test
              - stage Beta
              ~ order of stages: B → A
              + action Build/Unit
              - action Build/Lint
              ~ Build/Unit commands: make → \(String(repeating: "x", count: 60))
              ~ Build onFailure
            """)
    }

    @Test func whatComesIsGreenAndWhatGoesIsRed() {
        expectSame(
            DeclarationView(style: colored).lines([.stageAdded("Test"), .actionRemoved("Build", "Lint")]),
            ["  \u{1B}[32m+ stage Test\u{1B}[0m", "  \u{1B}[31m- action Build/Lint\u{1B}[0m"])
    }
}
