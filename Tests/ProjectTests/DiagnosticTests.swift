import Project
import Testing

/// A file with a mistake, and what is said about it.
struct Mistake: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var marked: String
    var words: [String]

    init(_ what: String, _ marked: String, _ words: String...) {
        testDescription = what
        self.marked = marked
        self.words = words
    }

    /// The same in the stages of an otherwise sound file.
    static func inStages(_ what: String, _ stages: String, _ words: String...) -> Mistake {
        var mistake = Mistake(what, "pipeline: shop\nsource: main\nstages:\n" + stages)
        mistake.words = words
        return mistake
    }
}

struct DiagnosticTests {
    @Test(arguments: fileMistakes + syntaxMistakes + stageMistakes + actionMistakes + wireMistakes)
    func aMistakeIsNamedWhereItStands(_ mistake: Mistake) throws {
        let marked = MarkedText(mistake.marked)
        let diagnostics = try Project.diagnostics(marked.text)
        #expect(diagnostics.map(\.words) == mistake.words)
        #expect(diagnostics.compactMap(\.place) == marked.places)
    }

    @Test func allMistakesComeAtOnceAndInOrder() throws {
        let marked = MarkedText(
            """
            pipeline: shop
            ❶mod: queued
            source: main
            stages:
              Build:
                Unit: { buildspec: true, ❷output: [App] }
                ❸Lint: {}
              Release:
                Approve: { approval: Go?, timeout: ❹soon }
            """)
        let diagnostics = try Project.diagnostics(marked.text)
        #expect(diagnostics.compactMap(\.place) == marked.places)
        #expect(
            diagnostics.map(\.description) == [
                "pipeline.yml:2:1: a pipeline has no key 'mod' (did you mean 'mode'?)",
                "pipeline.yml:6:30: a build has no key 'output' (did you mean 'outputs'?)",
                "pipeline.yml:7:5: 'Lint' says nothing to do (give it buildspec, commands or approval, or an "
                    + "actionTypeId)",
                "pipeline.yml:9:40: timeout (in minutes) must be a whole number",
            ])
    }

    @Test(arguments: [
        ("#{SourceVariables.CommitID}", "did you mean 'CommitId'?"),
        ("#{variables.Greting}", "did you mean 'Greeting'?"),
        ("#{codepipeline.Name}", "it has PipelineExecutionId"), ("#{Count.Numbr}", "did you mean 'Number'?"),
    ])
    func aKeyThatIsNeverSetIsWarnedOf(_ reference: String, _ hint: String) throws {
        let marked = MarkedText(
            """
            pipeline: shop
            variables: { Greeting: hello }
            source: main
            stages:
              Build:
                Count: { commands: [date], exports: [Number], namespace: Count }
              Use:
                Show: { commands: [true, ❶'echo \(reference)'] }
            """)
        let warnings = try Project.read(marked.text).warnings
        #expect(warnings.compactMap(\.place) == marked.places)
        #expect(warnings.first?.hint == hint)
        #expect(warnings.first?.sentence.hasPrefix("\(reference) has no value") == true)
    }

    @Test func hyphensAmongSeveralOutputsOfABuildAreWarnedOf() throws {
        let marked = MarkedText(
            """
            pipeline: shop
            source: main
            stages:
              Build:
                Alone: { buildspec: true, outputs: [my-app] }
                Several: { buildspec: true, outputs: [App, ❶test-report] }
            """)
        let warnings = try Project.read(marked.text).warnings
        #expect(warnings.compactMap(\.place) == marked.places)
        #expect(
            warnings.map(\.words) == [
                "output 'test-report' is one of several of a build, where names have letters, digits and _ only "
                    + "(rename it without '-')"
            ])
    }

    @Test("A trigger that only AWS pulls is warned of")
    func pullRequests() throws {
        let marked = MarkedText(
            """
            pipeline: shop
            source: main
            triggers:
              - providerType: CodeStarSourceConnection
                gitConfiguration:
                  sourceActionName: Source
                  pullRequest: ❶[{ branches: { includes: [main] } }]
            stages:
              Build: { Unit: [make] }
            """)
        let warnings = try Project.read(marked.text).warnings
        #expect(warnings.compactMap(\.place) == marked.places)
        #expect(warnings.map(\.sentence) == ["pull requests start nothing on the embedded engine"])
    }

    @Test("A PARALLEL pipeline with one place to deploy to is warned of", arguments: ["parallel", "queued"])
    func sharedTarget(mode: String) throws {
        let marked = MarkedText(
            """
            pipeline: shop
            source: main
            mode: \(mode)
            stages:
              Ship:
                ❶Fixed: { actionTypeId: Deploy/S3, configuration: { BucketName: site, Extract: "true" }, inputs: [Source] }
                Apart:
                  actionTypeId: Deploy/S3
                  configuration: { BucketName: site, Extract: "true", ObjectKey: "#{codepipeline.PipelineExecutionId}" }
                  inputs: [Source]
            """)
        let warnings = try Project.read(marked.text).warnings
        #expect(warnings.compactMap(\.place) == (mode == "parallel" ? marked.places : []))
        #expect(warnings.allSatisfy { $0.words.contains("deploy by 'Fixed' to the same place at the same time") })
    }
}

private let fileMistakes: [Mistake] = [
    Mistake("empty file", "", "the file holds no pipeline; it starts with `pipeline: NAME`"),
    Mistake("a list", "- a", "the file holds no pipeline; it starts with `pipeline: NAME`"),
    Mistake(
        "no YAML", "pipeline: shop\nstages: [a, b\nmode❶: queued\n",
        "the list that begins in line 2, column 9 has no ',' or ']' before this (close it; a text with ',', ': ' or a "
            + "quote in it needs quotes)"),
    Mistake(
        "a key twice", "❶pipeline: shop\nsource: main\npipeline: other\n",
        "a mapping has 'pipeline' more than once, the first time here (each key may stand once)"),
    Mistake(
        "no name", "❶source: main\nstages: { Build: { Unit: buildspec } }",
        "the pipeline has no name (add `pipeline: NAME`)"),
    Mistake(
        "nothing that a pipeline needs", "❶❷❸mode: ❹fast\n", "the pipeline has no name (add `pipeline: NAME`)",
        "the pipeline has no source (add `source: BRANCH`, the branch whose commits it runs for)",
        "the pipeline has no stages (add `stages:`)", "there is no mode 'fast' (superseded, queued or parallel)"),
    Mistake(
        "no source",
        "❶pipeline: shop\nstages:\n  Build:\n    Unit: buildspec\n    Say: ['echo #{SourceVariables.CommitId}']",
        "the pipeline has no source (add `source: BRANCH`, the branch whose commits it runs for)"),
    Mistake(
        "misspelt keys of a pipeline",
        "pipeline: shop\n❶sorce: main\n❷varables: { Who: me }\nstages:\n  Build:\n    Say: ['echo #{variables.Who}']",
        "a pipeline has no key 'sorce' (did you mean 'source'?)",
        "a pipeline has no key 'varables' (did you mean 'variables'?)"),
    Mistake(
        "two names", "pipeline: shop\nname: ❶shop\nsource: main\nstages: { Build: { Unit: buildspec } }",
        "'pipeline' and 'name' mean the same (keep one of them)"),
    Mistake(
        "name", "pipeline: ❶my shop\nsource: main\nstages: { Build: { Unit: { buildspec: true, project: shop } } }",
        "Value 'my shop' at 'pipeline.name' failed to satisfy constraint: Member must satisfy regular expression "
            + "pattern: [A-Za-z0-9.@\\-_]+"),
    Mistake(
        "mode", "pipeline: shop\nmode: ❶fast\nsource: main\nstages: { Build: { Unit: buildspec } }",
        "there is no mode 'fast' (superseded, queued or parallel)"),
    Mistake(
        "mode of V1",
        "pipeline: shop\npipelineType: V1\nmode: ❶queued\nsource: main\nstages: { Build: { Unit: buildspec } }",
        "QUEUED or PARALLEL mode can only be used with V2 pipelines"),
    Mistake(
        "type", "pipeline: shop\npipelineType: ❶V3\nsource: main\nstages: { Build: { Unit: buildspec } }",
        "there is no pipelineType 'V3' (V1 or V2)"),
    Mistake(
        "both stores",
        "pipeline: shop\nartifactStore: ❶bucket\nartifactStores: { us-east-1: bucket }\nsource: main\n"
            + "stages: { Build: { Unit: buildspec } }",
        "Pipeline must have exactly one of 'pipeline.artifactStore' and 'pipeline.artifactStores'"),
    Mistake(
        "source", "pipeline: shop\nsource: { ❶brnach: main }\nstages: { Build: { Unit: buildspec } }",
        "a source has no key 'brnach' (did you mean 'branch'?)"),
    Mistake(
        "source provider", "pipeline: shop\nsource: { provider: ❶S3 }\nstages: { Build: { Unit: buildspec } }",
        "a source in the short form cannot have the provider 'S3' (CodeStarSourceConnection or CodeCommit; others as "
            + "a stage with `actions:` and an actionTypeId)"),
]

private let stageMistakes: [Mistake] = [
    .inStages(
        "stage is a text", "  ❶Build: buildspec", "stage 'Build' must be a mapping of actions"),
    .inStages(
        "after nothing", "  Build:\n    Unit: buildspec\n    Lint: { commands: [a], after: ❶Unti }",
        "stage 'Build' has no action 'Unti' to come after (did you mean 'Unit'?)"),
    .inStages(
        "after each other",
        "  Build:\n    A: { commands: [a], after: ❶B }\n    B: { commands: [b], after: A }\n    C: { commands: [c] }",
        "actions of stage 'Build' wait for each other: A after B after A"),
    .inStages(
        "two circles and one who waits for both",
        """
          Build:
            A: { commands: [a], after: [C, D] }
            B: { commands: [b], after: ❶C }
            C: { commands: [c], after: [B] }
            D: { commands: [d], after: ❷[F] }
            E: { commands: [e], after: [D] }
            F: { commands: [f], after: E }
        """, "actions of stage 'Build' wait for each other: B after C after B",
        "actions of stage 'Build' wait for each other: D after F after E after D"),
    .inStages(
        "after itself", "  Build:\n    U: { commands: [a], after: ❶U }\n    V: { commands: [b], after: ❷W }",
        "action 'U' cannot come after itself",
        "stage 'Build' has no action 'W' to come after (did you mean 'U'?)"),
    .inStages(
        "what comes after hides nothing else",
        """
          Build:
            A: { commands: [a], after: ❶Nobody, outputs: [App] }
            B: { commands: [b], inputs: [❷Nothing], after: A }
            C: { commands: [c], inputs: [App] }
          ❸Go live:
            D: { commands: [d], ❹inputz: [App] }
        """, "stage 'Build' has no action 'Nobody' to come after",
        "Input Artifact Bundle Nothing in action B is not declared as Output Artifact Bundle in any of the preceding "
            + "actions",
        "Value 'Go live' at 'pipeline.stages.3.member.name' failed to satisfy constraint: Member must satisfy regular "
            + "expression pattern: [A-Za-z0-9.@\\-_]+",
        "an action with commands has no key 'inputz' (did you mean 'inputs'?)"),
    .inStages(
        "what follows from a mistake is not said as well",
        """
          Build:
            Unit: { buildspec: true, ❶outputz: [App], ❷nmspace: Made }
          Ship:
            Put: { commands: ['echo #{Made.Key}'], inputs: [App] }
            Say: { commands: [❸'echo #{Mad.Key}'], inputs: [❹Apps] }
        """, "a build has no key 'outputz' (did you mean 'outputs'?)",
        "a build has no key 'nmspace' (did you mean 'namespace'?)",
        "Valid format for a pipeline execution variable reference is a namespace and a key separated by a period (.). "
            + "The following pipeline execution variables are referencing a namespace that does not exist. "
            + "StageName=[Ship], ActionName=[Say], ActionConfigurationKey=[commands], "
            + "VariableReferenceText=[#{Mad.Key}]",
        "Input Artifact Bundle Apps in action Say is not declared as Output Artifact Bundle in any of the preceding "
            + "actions"),
    .inStages("stage without actions", "  ❶Build: {}", "stage 'Build' has no actions"),
    .inStages(
        "after and run order", "  Build:\n    A: { commands: [a] }\n    B: { commands: [b], after: A, runOrder: ❶2 }",
        "an action has 'after' or 'runOrder', not both"),
    .inStages(
        "stage name", "  ❶Build & Test:\n    Unit: buildspec",
        "Value 'Build & Test' at 'pipeline.stages.2.member.name' failed to satisfy constraint: Member must satisfy "
            + "regular expression pattern: [A-Za-z0-9.@\\-_]+"),
    .inStages(
        "stage name twice", "  - { name: Build, Unit: buildspec }\n  - { name: ❶Build, Lint: { commands: [a] } }",
        "Stage name 'Build' is used more than once"),
    .inStages(
        "a gate's name", "  Build:\n    Unit: buildspec\n    ❶onFailur: { result: ROLLBACK }",
        "'onFailur' says nothing to do (did you mean 'onFailure'?)"),
    .inStages(
        "an action's word", "  Build:\n    ❶Go: aproval", "'Go' says nothing to do (did you mean 'approval'?)"),
    .inStages("stage without a name", "  - ❶{ Unit: buildspec }", "a stage in the list has no name (add `name:`)"),
    .inStages(
        "wave without steps", "  ❶Environments:\n    wave: [dev]", "the wave of stage 'Environments' has no steps"),
    .inStages(
        "order in a wave",
        "  Environments:\n    wave: [dev, test]\n    steps:\n      A: { commands: [a] }\n      B: { commands: [b], after: ❶A }",
        "a step of a wave has no 'after' (steps run in the order of the file)"),
    .inStages(
        "a wave's mistake is told once",
        "  Environments:\n    wave: [dev, test]\n    steps:\n      A: { commands: [a], ❶inputz: [App] }",
        "an action with commands has no key 'inputz' (did you mean 'inputs'?)"),
    .inStages(
        "the same output in each environment",
        "  Environments:\n    wave: [dev, test]\n    steps:\n      A: { buildspec: true, outputs: [❶Site] }",
        "Output Artifact Bundle name must be unique within the pipeline. Site has been used more than once."),
]

/// What keeps a file from being YAML at all.
private let syntaxMistakes: [Mistake] = [
    .inStages(
        "a second document", "  Build:\n    Say: [make]\n❶---\npipeline: other",
        "a second YAML document begins here (a project file holds one pipeline)"),
    .inStages(
        "brackets without end",
        "  Build:\n    Say: [❶" + String(repeating: "[", count: 1100),
        "lists and mappings are nested too deeply to be read (a pipeline needs a dozen levels)"),
    .inStages("a tab", "❶\tBuild:\n\t\tUnit: buildspec", "a tab cannot indent a line (YAML takes blanks only)"),
    .inStages(
        "a tab behind blanks", "  Build:\n  ❶\t  Unit: buildspec", "a tab cannot indent a line (YAML takes blanks only)"
    ),
    .inStages(
        "an open quote", "  Build:\n    Say: [❶'echo a]\n    Lint: [make]\n",
        "the quote that begins here has no end (close it in the same line)"),
    .inStages(
        "a reference in brackets", "  Build:\n    Say: [echo ❶#{SourceVariables.CommitId}]\n    Lint: [make]\n",
        "a blank and # begin a comment, which cuts off this text (put the text with its #{…} in quotes)"),
    .inStages(
        "a text that is a sign", "  Build:\n    Say: [❶@make]", "a text cannot begin with '@' (put it in quotes)"),
    .inStages(
        "a pattern", "  Build:\n    Say: [❶*.swift]", "a text cannot begin with '*' or '&' (put it in quotes)"),
    .inStages(
        "a line that fits nowhere", "  Build:\n    Say: [a]\n   ❶Lint: [b]",
        "this line begins in another column than those it belongs to, from line 4 on (indent it like them)"),
    Mistake(
        "no blank behind a colon", "pipeline:shop\nsource❶: main\n",
        "this ':' belongs to no key (a text with ': ' in it needs quotes, and the ':' of a key a blank behind it)"),
]

private let actionMistakes: [Mistake] = [
    .inStages(
        "a buildspec that is no path", "  Build:\n    A: { buildspec: ❶3 }\n    B: { buildspec: ❷false }",
        "buildspec must be a path, or true for buildspec.yml", "buildspec must be a path, or true for buildspec.yml"),
    .inStages(
        "a primary source that is no input",
        "  Build:\n    A: { buildspec: true, outputs: [App] }\n  Test:\n"
            + "    A: { buildspec: true, primary: ❶maybe }\n"
            + "    B: { buildspec: true, inputs: [Source, App], primary: ❷Ap }",
        "'maybe' is not among the inputs of 'A' (it has Source)",
        "'Ap' is not among the inputs of 'B' (did you mean 'App'?)"),
    .inStages(
        "a command with a colon", "  Build:\n    Lint: { commands: [❶{ echo: hello }] }",
        "an entry of commands is a mapping, not a text (put it in quotes: a colon followed by a blank makes a mapping)"),
    .inStages(
        "input that nothing makes", "  Build:\n    Unit: { buildspec: true, inputs: [❶Sorce] }",
        "Input Artifact Bundle Sorce in action Unit is not declared as Output Artifact Bundle in any of the preceding "
            + "actions (did you mean 'Source'?)"),
    .inStages(
        "input that is made at the same time",
        "  Build:\n    Unit: { buildspec: true, outputs: [App] }\n    Test: { buildspec: true, inputs: [❶App] }",
        "Input Artifact Bundle App in action Test is not declared as Output Artifact Bundle in any of the preceding "
            + "actions (what provides 'App' does not come before)"),
    .inStages(
        "unknown namespace", "  Build:\n    Lint:\n      commands:\n        - make\n        - ❶'echo #{Nope.Key}'",
        "Valid format for a pipeline execution variable reference is a namespace and a key separated by a period (.). "
            + "The following pipeline execution variables are referencing a namespace that does not exist. "
            + "StageName=[Build], ActionName=[Lint], ActionConfigurationKey=[commands], "
            + "VariableReferenceText=[#{Nope.Key}]"),
    .inStages(
        "a comment that was meant as a reference",
        "  Build:\n    Lint:\n      commands:\n        - ❶echo #{SourceVariables.CommitId}\n        - make # all",
        "a blank and # begin a comment, which cuts off this text (put the text with its #{…} in quotes)"),
    .inStages(
        "unknown configuration", "  Build:\n    Unit: { buildspec: true, configuration: { Batch: ❶true } }",
        "Action configuration for action 'Unit' contains unknown configuration 'Batch'"),
    .inStages(
        "long environment",
        "  Build:\n    Unit: { buildspec: true, environment: ❶{ BIG: \(String(repeating: "x", count: 1000)) } }",
        "the environment variables of action 'Unit' take 1027 characters as the JSON text that CodePipeline stores; "
            + "1000 are allowed (move some into the buildspec)"),
    .inStages(
        "timeout", "  Build:\n    Go: { approval: Go?, timeout: ❶1 }",
        "Value '1' at 'pipeline.stages.2.member.actions.1.member.timeoutInMinutes' failed to satisfy constraint: Member "
            + "must have value greater than or equal to 5"),
    .inStages(
        "inputs of an approval", "  Build:\n    Go: { approval: Go?, ❶inputs: [Source] }",
        "an approval has no key 'inputs' (it has after, approval, name, namespace, notify, region, roleArn, runOrder, "
            + "timeout, timeoutInMinutes, url)"),
    .inStages(
        "two spellings", "  Build:\n    A: { commands: [a], inputs: [Source], inputArtifacts: ❶[{ name: Source }] }",
        "'inputs' and 'inputArtifacts' mean the same (keep one of them)"),
    .inStages(
        "environment variable", "  Build:\n    A: { commands: [a], environment: { ❶A-B: c } }",
        "Value 'A-B' at 'pipeline.stages.2.member.actions.1.member.environmentVariables.1.member.name' failed to satisfy "
            + "constraint: Member must satisfy regular expression pattern: [A-Za-z0-9_]+"),
]

private let wireMistakes: [Mistake] = [
    .inStages(
        "unknown provider",
        "  Build:\n    actions:\n      - name: Unit\n        actionTypeId: ❶{ category: Build, owner: AWS, "
            + "provider: CodeBild, version: '1' }",
        "ActionType (Category: 'Build', Provider: 'CodeBild', Owner: 'AWS', Version: '1') in action 'Unit' is not "
            + "available in region 'US_EAST_1'"),
    .inStages(
        "category",
        "  Build:\n    actions:\n      - name: Unit\n        actionTypeId: { category: ❶Biuld, owner: AWS, "
            + "provider: CodeBuild, version: '1' }",
        "category cannot be 'Biuld' (one of Source, Build, Deploy, Test, Invoke, Approval, Compute)"),
    .inStages(
        "no version",
        "  Build:\n    actions:\n      - name: Unit\n        actionTypeId: ❶{ category: Build, owner: AWS, "
            + "provider: CodeBuild }",
        "actionTypeId lacks 'version'"),
    .inStages(
        "a gate's key",
        "  Build:\n    Unit: buildspec\n    onFailure: { ❶reslt: ROLLBACK }",
        "onFailure has no key 'reslt' (did you mean 'result'?)"),
    .inStages(
        "a gate's result",
        "  Build:\n    Unit: buildspec\n    onFailure: { result: ❶UNDO }",
        "Value 'UNDO' at 'pipeline.stages.2.member.onFailure.result' failed to satisfy constraint: Member must satisfy "
            + "enum value set: [ROLLBACK, FAIL, RETRY, SKIP]"),
    .inStages(
        "a trigger's list",
        """
          Build: { Unit: buildspec }
        triggers:
          - providerType: CodeStarSourceConnection
            gitConfiguration:
              sourceActionName: Source
              push: [{ branches: { includes: ❶main } }]
        """,
        "includes must be a list"),
    .inStages(
        "a trigger of no source",
        """
          Build: { Unit: buildspec }
        triggers:
          - providerType: CodeStarSourceConnection
            gitConfiguration: { sourceActionName: ❶Unit, push: [{ tags: { includes: [v*] } }] }
        """,
        "Triggers for connections must reference a CodeStarSourceConnection action."),
]
