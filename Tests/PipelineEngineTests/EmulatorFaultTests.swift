import ActionProviders
import Foundation
import PipelineAPI
import PipelineCore
import PipelineEngine
import Testing

/// Faults that were seen in an existing emulator of CodePipeline, as far as no other test says it already: stops,
/// updates, jobs and paging are in `ExecutionTests`, `PipelineOperationTests`, `JobTests` and `HistoryTests`.
@Suite("What other emulators get wrong", .timeLimit(.minutes(10)))
struct EmulatorFaultTests {
    @Test("A source override is what the source action is to take, and the other sources take their newest")
    func sourceOverride() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            _ = try await engine.create(.shop())
            await desk.end(await desk.next("Source"), .broken)
            try await engine.wait(for: .failed)
            let override = SourceRevisionOverride(
                actionName: "Source", revisionType: .commitID, revisionValue: "4d1b0ac5")
            _ = try await engine.startPipelineExecution(.init(name: "shop", sourceRevisions: [override]))
            #expect(await desk.next("Source").revisionOverride == override)
        }
    }

    /// "V1 and V2" of the reference. Whoever deploys a commit by the extension is not concerned.
    @Test("A pipeline of the type V1 takes no source override and is not rolled back")
    func typeV1() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var shop = PipelineDeclaration.shop()
            shop.pipelineType = .v1
            let first = try await engine.create(shop)
            try await engine.wait(for: .succeeded, of: first)
            let override = SourceRevisionOverride(
                actionName: "Source", revisionType: .commitID, revisionValue: "4d1b0ac5")
            await expectError("ValidationException", "can only be used with V2 pipelines") {
                _ = try await engine.startPipelineExecution(.init(name: "shop", sourceRevisions: [override]))
            }
            await expectError("UnableToRollbackStageException", "can only be used with V2 pipelines") {
                _ = try await engine.rollbackStage(
                    .init(pipelineName: "shop", stageName: "Ship", targetPipelineExecutionId: first))
            }
            let plain = try await engine.startPipelineExecution(.init(name: "shop", sourceRevisions: []))
            try await engine.wait(for: .succeeded, of: plain.pipelineExecutionId)
            let bound = try await engine.startRevisions(.init(name: "shop", sourceRevisions: [override]))
            try await engine.wait(for: .succeeded, of: bound.pipelineExecutionId)
        }
    }

    @Test("History shows an action's configuration, how its variables were resolved, and the pipeline's version")
    func historyInput() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var shop = PipelineDeclaration.shop()
            shop.variables = [PipelineVariableDeclaration(name: "Color", defaultValue: "green")]
            shop.stages[1].actions[0].configuration = ["Tint": "dark #{variables.Color}"]
            try await engine.wait(for: .succeeded, of: try await engine.create(shop))
            let red = try await engine.startPipelineExecution(
                .init(name: "shop", variables: [PipelineVariable(name: "Color", value: "red")])
            ).pipelineExecutionId
            try await engine.wait(for: .succeeded, of: red)
            let details = try await engine.listActionExecutions(.init(pipelineName: "shop")).actionExecutionDetails
            let builds = (details ?? []).filter { $0.actionName == "Build" }
            #expect(
                builds.map { $0.input?.configuration?["Tint"] } == Array(repeating: "dark #{variables.Color}", count: 2)
            )
            #expect(builds.map { $0.input?.resolvedConfiguration?["Tint"] } == ["dark red", "dark green"])
            #expect(builds.map(\.pipelineVersion) == [1, 1])
        }
    }

    @Test("A variable without a default must be given, and one that is not declared may not")
    func requiredVariables() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var shop = PipelineDeclaration.shop()
            shop.variables = [PipelineVariableDeclaration(name: "Color")]
            _ = try await engine.createPipeline(.init(pipeline: shop))
            for given in [[], ["Color", "Size"]] {
                let variables = given.map { PipelineVariable(name: $0, value: "x") }
                let error = await #expect(throws: APIError.self) {
                    _ = try await engine.startPipelineExecution(.init(name: "shop", variables: variables))
                }
                #expect(error?.code == "ValidationException")
            }
            #expect(
                try await engine.listPipelineExecutions(.init(pipelineName: "shop")).pipelineExecutionSummaries == [])
        }
    }

    @Test("A retry goes on with the same execution at the stage that failed, and fetches no source again")
    func retry() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            let execution = try await engine.create(.shop())
            await desk.end(await desk.next("Source"), .done)
            await desk.end(await desk.next("Build"), .broken)
            try await engine.wait(for: .failed, of: execution)
            let retried = try await engine.retryStageExecution(
                .init(
                    pipelineName: "shop", stageName: "Build", pipelineExecutionId: execution,
                    retryMode: .failedActions))
            #expect(retried.pipelineExecutionId == execution)
            await desk.end(await desk.next("Build"), .done)
            await desk.end(await desk.next("Ship"), .done)
            try await engine.wait(for: .succeeded, of: execution)
            #expect(await desk.starts.filter { $0.action.name == "Source" }.count == 1)
        }
    }

    @Test("A rollback runs one stage with what the target carried, and says what it is")
    func rollback() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            let target = try await engine.create(.shop())
            for name: ActionName in ["Source", "Build", "Ship"] { await desk.end(await desk.next(name), .done) }
            try await engine.wait(for: .succeeded, of: target)
            let rollback = try await engine.rollbackStage(
                .init(pipelineName: "shop", stageName: "Build", targetPipelineExecutionId: target)
            ).pipelineExecutionId
            await desk.end(await desk.next("Build"), .done)
            try await engine.wait(for: .succeeded, of: rollback)
            let shown = try await engine.listPipelineExecutions(.init(pipelineName: "shop"))
                .pipelineExecutionSummaries?.first
            #expect(shown?.pipelineExecutionId == rollback && shown?.executionType == .rollback)
            #expect(shown?.trigger?.triggerType == .manualRollback)
            #expect(shown?.rollbackMetadata?.rollbackTargetPipelineExecutionId == target)
            #expect(await desk.starts.map(\.action.name) == ["Source", "Build", "Ship", "Build"])
            _ = try await engine.updatePipeline(.init(pipeline: .shop()))
            await expectError("PipelineExecutionOutdatedException") {
                _ = try await engine.rollbackStage(
                    .init(pipelineName: "shop", stageName: "Build", targetPipelineExecutionId: target))
            }
        }
    }

    @Test("An override that no source action would look at is refused", arguments: overrides)
    func strangeOverride(override: SourceRevisionOverride, words: String) async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var shop = PipelineDeclaration.shop()
            shop.stages[0].actions[0].actionTypeId = ActionTypeID(category: .source, owner: .aws, provider: "S3")
            shop.stages[0].actions[0].configuration = ["S3Bucket": "b", "S3ObjectKey": "k"]
            _ = try await engine.createPipeline(.init(pipeline: shop))
            await expectError("ValidationException", words) {
                _ = try await engine.startPipelineExecution(.init(name: "shop", sourceRevisions: [override]))
            }
        }
    }

    static let overrides = [
        (SourceRevisionOverride(actionName: "Build", revisionType: .commitID, revisionValue: "c"), "no source action"),
        (SourceRevisionOverride(actionName: "Source", revisionType: .commitID, revisionValue: "c"), "not named by"),
        (
            SourceRevisionOverride(actionName: "Source", revisionType: .s3ObjectKey, revisionValue: "k2"),
            "AllowOverrideForS3ObjectKey"
        ),
    ]

    @Test("A reference that stands for nothing fails its action, in CodePipeline's words, and starts nothing")
    func unresolved() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var shop = PipelineDeclaration.shop()
            shop.stages[0].actions[0].namespace = "Src"
            shop.stages[1].actions[0].configuration = ["Commit": "#{Src.CommitId}"]
            let id = try await engine.create(shop)
            try await engine.wait(for: .failed, of: id)
            let error = try await engine.stage("Build")?.actionStates?.first?.latestExecution?.errorDetails
            #expect(error?.code == "ConfigurationError")
            #expect(error?.message?.contains("one or more variables could not be resolved") == true)
        }
    }

    @Test("Conditions are evaluated, and one that is over cannot be overridden")
    func conditions() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var shop = PipelineDeclaration.shop()
            let rule = RuleDeclaration(
                name: "Red",
                ruleTypeId: RuleTypeID(category: "Rule", owner: "AWS", provider: "VariableCheck", version: "1"),
                configuration: ["Variable": "green", "Value": "red", "Operator": "EQ"])
            shop.stages[1].beforeEntry = BeforeEntryConditions(conditions: [Condition(result: "FAIL", rules: [rule])])
            let id = try await engine.create(shop)
            try await engine.wait(for: .failed, of: id)
            let stage = try await engine.stage("Build")
            #expect(stage?.beforeEntryConditionState?.latestExecution?.status == .failed)
            #expect(stage?.actionStates?.first?.latestExecution == nil)
            await expectError("ConditionNotOverridableException") {
                _ = try await engine.overrideStageCondition(
                    .init(
                        pipelineName: "shop", stageName: "Build", pipelineExecutionId: id, conditionType: .beforeEntry))
            }
        }
    }

    @Test("The outbound transition of a stage is the next one's inbound transition")
    func outbound() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            _ = try await engine.create(.shop())
            let source = await desk.next("Source")
            _ = try await engine.disableStageTransition(
                .init(pipelineName: "shop", stageName: "Source", transitionType: .outbound, reason: "not now"))
            await desk.end(source, .done)
            _ = try await engine.change { $0.stage == "Source" && $0.action == nil && $0.state == .succeeded }
            let waiting = try await engine.stage("Build")
            #expect(waiting?.inboundExecutions?.count == 1 && waiting?.inboundTransitionState?.enabled == false)
            _ = try await engine.enableStageTransition(
                .init(pipelineName: "shop", stageName: "Build", transitionType: .inbound))
            _ = await desk.next("Build")
        }
    }

    @Test("An approval that nobody decides on in time fails")
    func approvalExpires() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open([
                ScriptedProvider.withoutApprovals, ManualApproval(now: { .distantFuture }),
            ])
            let id = try await engine.create(.of([.init("Source", .source), .init("Ask", .approval)]))
            try await engine.wait(for: .failed, of: id)
            let state = try await engine.stage("Ask")?.actionStates?.first?.latestExecution
            #expect(state?.status == .failed && state?.token == nil)
        }
    }

    @Test("More output variables than CodePipeline hands on fail the action")
    func tooManyOutputs() async throws {
        try await withEngineScene { scene in
            let outputs = ["A": String(repeating: "x", count: 122_880)]
            let engine = try await scene.open(
                ScriptedProvider { _, _ in .succeeded(ActionResult(outputVariables: outputs)) })
            let id = try await engine.create(.shop())
            try await engine.wait(for: .failed, of: id)
            let error = try await engine.stage("Source")?.actionStates?.first?.latestExecution?.errorDetails
            #expect(error?.message?.contains("122881 bytes") == true)
        }
    }

    @Test("What breaks the structure is refused with the exception that AWS gives", arguments: faults)
    func structure(code: String, words: String, change: @Sendable (inout PipelineDeclaration) -> Void) async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var shop = PipelineDeclaration.shop()
            change(&shop)
            await expectError(code, words) { _ = try await engine.createPipeline(.init(pipeline: shop)) }
        }
    }

    typealias Fault = (code: String, words: String, change: @Sendable (inout PipelineDeclaration) -> Void)

    static let faults: [Fault] = [
        ("InvalidStructureException", "only contains source actions", { $0.stages[0] = .init("First") }),
        ("InvalidStageDeclarationException", "'Build' is used more than once", { $0.stages[2].name = "Build" }),
        (
            "InvalidActionDeclarationException", "is not declared as Output Artifact Bundle",
            { $0.stages[1].actions[0].inputArtifacts = [InputArtifact(name: "None")] }
        ),
        (
            "InvalidStructureException", "can only be used with V2 pipelines",
            {
                $0.pipelineType = .v1
                $0.executionMode = .queued
            }
        ),
        ("ValidationException", "runOrder", { $0.stages[1].actions[0].runOrder = 1000 }),
        (
            "InvalidActionDeclarationException", "is not available in region",
            { $0.stages[1].actions[0].actionTypeId.provider = "None" }
        ),
    ]
}
