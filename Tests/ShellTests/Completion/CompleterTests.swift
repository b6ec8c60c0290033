import Git
import LineEditor
import PipelineAPI
import Testing

@testable import Shell

/// What Tab offers.
@Suite(.timeLimit(.minutes(10))) struct CompleterTests {
    private func withCompleter(_ body: (Completer) async throws -> Void) async throws {
        let endpoint = ScriptedEndpoint()
        endpoint.change { state in
            state.stages = [
                StageState(
                    stageName: "Build",
                    actionStates: [ActionState(actionName: "Unit", latestExecution: ActionExecution(status: .failed))],
                    latestExecution: StageExecution(pipelineExecutionId: executionID("e1"), status: .failed)),
                StageState(
                    stageName: "Beta",
                    actionStates: [
                        ActionState(
                            actionName: "Approve", latestExecution: ActionExecution(status: .inProgress, token: "token")
                        )
                    ]),
            ]
            state.executions = [
                .sample("e1", .failed, commit: "aaaa111", message: "Free \u{1B}[2Jdelivery\nabove 50"),
                .sample("f1", .stopping, commit: "aaaa111"),
            ]
        }
        try await Scene.with { scene in
            let repository = try await scene.repository()
            for path in ["pipeline.yml", "prices/list", "price list", "it's one", ".hidden"] {
                try repository.write(Scene.pipelineFile, to: path)
            }
            try await endpoint.serve(in: scene.directory) { socket in
                try await body(Completer(context: Terminal(nil).context(in: scene.work, socket: socket)))
            }
        }
    }

    @Test func commandsAreOfferedWithWhatTheyDo() async throws {
        try await withCompleter { completer in
            expectSame(
                await completer.complete("st"),
                Completions(
                    word: "st",
                    candidates: [
                        Candidate("status", description: "Show what is changed here, and where the pipeline stands."),
                        Candidate(
                            "stacks", description: "Show the stacks of the CDK app, and which stage deploys each."),
                        Candidate("stop", description: "Stop an execution after its running actions."),
                        Candidate("stages", description: "Show every stage and its actions."),
                        Candidate("stage", description: "Show one stage."),
                    ]))
            #expect(await completer.complete("push; dep").candidates.map(\.text) == ["deploy"])
            #expect(await completer.complete("").candidates.count == CommandCatalog.commands.count)
        }
    }

    @Test(arguments: [
        ("stage B", [Candidate("Build", description: "Failed"), Candidate("Beta")]),
        ("retry B", [Candidate("Build", description: "Failed")]),
        ("logs Bu", [Candidate("Build/Unit", description: "Failed")]),
        ("approve ", [Candidate("Beta/Approve", description: "waits for approval")]),
        ("reject B", [Candidate("Beta/Approve", description: "waits for approval")]),
        ("stop ", [Candidate("f1aaaaaa", description: "Stopping Free delivery")]),
        ("execution e", [Candidate("e1aaaaaa", description: "Failed Free delivery")]),
        ("help ret", [Candidate("retry", description: "Retry what failed in a stage.")]),
        ("credentials lo", [Candidate("lock", description: "Forget the passphrase, until it is given again.")]),
        ("credentials recipients rem", [Candidate("remove", description: "Shut a key out of the vault.")]),
        (
            "credentials export x --p",
            [
                Candidate(
                    "--passphrase", description: "Ask for a passphrase to encrypt it under, in place of recipients.")
            ]
        ),
        ("credentials import git pi", [Candidate("pipeline.yml")]),
        ("commit pi", [Candidate("pipeline.yml")]),
        ("commit prices/", [Candidate("prices/list")]),
        ("commit -m text .h", [Candidate(".hidden")]),
        ("open prices", [Candidate("prices/", isFinal: false)]),
        (
            "retry --a",
            [Candidate("--all", description: "Run every action of the stage again, not only the failed ones.")]
        ),
        ("nonsense ", []),
    ])
    func argumentsAreOfferedByWhatThereIs(text: String, candidates: [Candidate]) async throws {
        try await withCompleter { completer in
            expectSame(await completer.complete(text).candidates, candidates)
        }
    }

    /// Names with blanks are put into quotes, and a quote that is open already is kept.
    @Test(arguments: [
        ("commit -m \"a; b\" p", "p", ["pipeline.yml", "'price list'", "prices/"]),
        ("commit pri", "pri", ["'price list'", "prices/"]),
        (#"commit price\ "#, #"price\ "#, ["'price list'"]),
        ("commit 'price l", "'price l", ["'price list'"]),
        ("commit \"pri", "\"pri", ["\"price list\"", "\"prices/"]),
        ("commit it", "it", [#""it's one""#]),
        ("commit 'it", "'it", [#"'it'"'"'s one'"#]),
        ("stage 'B", "'B", ["'Build'", "'Beta'"]),
        ("commit # p", "", []),
    ])
    func namesAreOfferedAsTheyMustBeTyped(text: String, word: String, candidates: [String]) async throws {
        try await withCompleter { completer in
            let completions = await completer.complete(text)
            expectSame(completions.word, word)
            expectSame(completions.candidates.map(\.text), candidates)
            let count = LineParser.unfinished(text).map { $0.words.count + 1 }
            for candidate in candidates where !candidate.hasSuffix("/") {
                let commands = try LineParser.commands(text.dropLast(word.count) + candidate)
                #expect(commands.last?.count == count)
            }
        }
    }

    @Test func branchesAreOfferedWhereOneIsMeant() async throws {
        try await Scene.with { scene in
            let repository = try await scene.publishedProject()
            try await repository.createBranch("feature")
            let completer = Completer(context: Terminal(nil).context(in: scene.work))
            expectSame(
                await completer.complete("push ").candidates,
                [
                    Candidate("feature"), Candidate("main", description: "the current branch"),
                ])
        }
    }

    @Test(arguments: [
        "deploy s", "deploy other s", "destroy s", "diff s", "template s", "resources s", "outputs s", "events s",
        "drift s",
    ])
    func stacksOfTheLastSynthesisAreOffered(_ text: String) async throws {
        try await StackApp.with { app in
            let completer = Completer(context: Terminal(nil).context(in: app))
            expectSame(await completer.complete(text).candidates, [Candidate("shop")])
        }
    }

    /// Files only where one of several that declare a pipeline is to be chosen.
    @Test func whatCanBeOpenedIsOffered() async throws {
        try await Scene.with { scene in
            let repository = try await scene.repository()
            let template = "Resources: { P: { Type: 'AWS::CodePipeline::Pipeline' } }"
            let files = [
                ("notes/a", ""), ("alpha/list", ""), ("cloned/.git/HEAD", ""), ("shop/pipeline.yml", ""),
                ("a.yml", "a: b"),
                ("two/one.yml", template), ("two/other.yml", template), ("two/no.yml", "a: b"), ("two/deep/file", ""),
            ]
            for (path, text) in files { try repository.write(text, to: path) }
            let completer = Completer(context: Terminal(nil).context(in: scene.work))
            expectSame(
                await completer.complete("open ").candidates,
                [
                    Candidate("cloned/", description: "a git repository", isFinal: false),
                    Candidate("shop/", description: "a project", isFinal: false),
                    Candidate("two/", description: "a project", isFinal: false),
                    Candidate("alpha/", isFinal: false), Candidate("notes/", isFinal: false),
                ])
            expectSame(
                await completer.complete("open two/").candidates.map(\.text),
                ["two/one.yml", "two/other.yml", "two/deep/"])
            expectSame(await completer.complete("commit a").candidates.map(\.text), ["a.yml", "alpha/"])
        }
    }

    @Test func withoutAnEngineThereAreNoNames() async throws {
        try await Scene.with { scene in
            let completer = Completer(context: Terminal(nil).context(in: scene.work))
            expectSame(await completer.complete("retry ").candidates, [])
        }
    }
}
