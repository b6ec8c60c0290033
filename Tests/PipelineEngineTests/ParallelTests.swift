import PipelineAPI
import PipelineCore
import PipelineEngine
import Testing

@Suite("PARALLEL executions, rollback and conditions", .timeLimit(.minutes(10)))
struct ParallelTests {
    @Test("Executions run side by side, are found again after a crash, and each approval has its own token")
    func parallel() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let declaration = PipelineDeclaration.of(
                [.init("Source", .source), .init("Agree", .approval), .init("Ship")], mode: .parallel)
            let first = try await engine.create(declaration)
            let second = try await engine.start()
            for id in [first, second] {
                _ = try await engine.change { $0.state == .approvalNeeded && $0.executionId == id }
            }
            #expect(try await engine.getPipelineState(.init(name: "shop")).stageStates == [])
            let restarted = try await scene.open()
            let token = try #require(
                await restarted.listActionExecutions(
                    .init(pipelineName: "shop", filter: .init(pipelineExecutionId: second))
                ).actionExecutionDetails?.first { $0.actionName == "Agree" }?
                .output?.executionResult?.externalExecutionId)
            let answer = try await restarted.putApprovalResult(
                .init(
                    pipelineName: "shop", stageName: "Agree", actionName: "Agree",
                    result: ApprovalResult(summary: "", status: .approved), token: token))
            #expect(answer.approvedAt != nil)
            try await restarted.wait(for: .succeeded, of: second)
            let status = try await restarted.getPipelineExecution(
                .init(pipelineName: "shop", pipelineExecutionId: first)
            ).pipelineExecution?.status
            #expect(status == .inProgress)
        }
    }

    @Test("What is asked of an execution that has ended is judged by how it ended, however long ago")
    func ended() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let first = try await engine.create(
                .of([.init("Source", .source), .init("Agree", .approval)], mode: .parallel))
            let failing = try #require(try await engine.start())
            for id in [first, failing] {
                _ = try await engine.change { $0.state == .approvalNeeded && $0.executionId == id }
            }
            func decide(_ id: ExecutionID, _ status: ApprovalStatus) async throws {
                let token = try await engine.listActionExecutions(
                    .init(pipelineName: "shop", filter: .init(pipelineExecutionId: id))
                ).actionExecutionDetails?.first { $0.actionName == "Agree" }?
                .output?.executionResult?.externalExecutionId
                _ = try await engine.putApprovalResult(
                    .init(
                        pipelineName: "shop", stageName: "Agree", actionName: "Agree",
                        result: ApprovalResult(summary: "", status: status), token: try #require(token)))
            }
            try await decide(first, .approved)
            try await decide(failing, .rejected)
            // More than are held in memory.
            for _ in 0..<22 {
                let id = try #require(try await engine.start())
                _ = try await engine.change { $0.state == .approvalNeeded && $0.executionId == id }
                try await decide(id, .rejected)
            }
            await expectError("ApprovalAlreadyCompletedException") { try await decide(first, .approved) }
            func retry(_ id: ExecutionID) async throws {
                _ = try await engine.retryStageExecution(
                    .init(
                        pipelineName: "shop", stageName: "Agree", pipelineExecutionId: id, retryMode: .failedActions))
            }
            await expectError("StageNotRetryableException") { try await retry(first) }
            await expectError("NotLatestPipelineExecutionException") { try await retry("none") }
            await expectError("PipelineExecutionNotStoppableException") {
                _ = try await engine.stopPipelineExecution(.init(pipelineName: "shop", pipelineExecutionId: first))
            }
            try await retry(failing)
            #expect(try await engine.status(failing) == .inProgress)
            let restarted = try await scene.open()
            #expect(try await restarted.status(failing) == .inProgress)
            _ = try await restarted.stopPipelineExecution(
                .init(pipelineName: "shop", pipelineExecutionId: failing, abandon: true))
            _ = try await engine.createPipeline(
                .init(
                    pipeline: .of(
                        [.init("Source", .source), .init("Agree", .approval)], name: "other", mode: .parallel)))
            await expectError("NotLatestPipelineExecutionException") {
                _ = try await engine.retryStageExecution(
                    .init(
                        pipelineName: "other", stageName: "Agree", pipelineExecutionId: failing,
                        retryMode: .failedActions))
            }
        }
    }

    @Test("A stage is rolled back to an execution that succeeded in it, and to no other")
    func rollback() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let first = try await engine.create(.shop())
            try await engine.wait(for: .succeeded, of: first)
            let second = try await engine.start()
            try await engine.wait(for: .succeeded, of: second)
            let id = try #require(
                await engine.rollbackStage(
                    .init(pipelineName: "shop", stageName: "Ship", targetPipelineExecutionId: first)
                ).pipelineExecutionId)
            try await engine.wait(for: .succeeded, of: id)
            let execution = try await engine.getPipelineExecution(
                .init(pipelineName: "shop", pipelineExecutionId: id)
            ).pipelineExecution
            #expect(execution?.executionType == .rollback)
            #expect(execution?.rollbackMetadata?.rollbackTargetPipelineExecutionId == first)
            await expectError("UnableToRollbackStageException", "rollback") {
                _ = try await engine.rollbackStage(
                    .init(pipelineName: "shop", stageName: "Ship", targetPipelineExecutionId: id))
            }
            await expectError("UnableToRollbackStageException", "sources") {
                _ = try await engine.rollbackStage(
                    .init(pipelineName: "shop", stageName: "Source", targetPipelineExecutionId: first))
            }
            await expectError("PipelineExecutionNotFoundException") {
                _ = try await engine.rollbackStage(
                    .init(pipelineName: "shop", stageName: "Ship", targetPipelineExecutionId: "none"))
            }
        }
    }

    @Test("A condition's rules are listed apart from actions, and survive a restart while they run")
    func conditions() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            var declaration = PipelineDeclaration.shop()
            declaration.stages[1].onSuccess = SuccessConditions(conditions: [
                Condition(
                    result: "FAIL",
                    rules: [
                        RuleDeclaration(
                            name: "Look", ruleTypeId: RuleTypeID(category: "Rule", owner: "AWS", provider: "Commands"),
                            commands: ["true"])
                    ])
            ])
            let id = try await engine.create(declaration)
            await desk.end(desk.next("Source"), .done)
            await desk.end(desk.next("Build"), .done)
            _ = await desk.next("Look")
            let other = RunDesk()
            let restarted = try await scene.open(.at(other))
            #expect(await restarted.isBusy)
            await expectError("ConditionNotOverridableException") {
                _ = try await restarted.overrideStageCondition(
                    .init(
                        pipelineName: "shop", stageName: "Build", pipelineExecutionId: id, conditionType: .beforeEntry))
            }
            await other.end(other.next("Look"), .done)
            await other.end(other.next("Ship"), .done)
            try await restarted.wait(for: .succeeded, of: id)
            let rules = try await restarted.listRuleExecutions(
                .init(pipelineName: "shop", filter: .init(pipelineExecutionId: id)))
            #expect(rules.ruleExecutionDetails?.map(\.ruleName) == ["Look"])
            #expect(rules.ruleExecutionDetails?.first?.status == .succeeded)
            let actions = try await restarted.listActionExecutions(.init(pipelineName: "shop"))
            #expect(actions.actionExecutionDetails?.contains { $0.actionName == "Look" } == false)
        }
    }
}
