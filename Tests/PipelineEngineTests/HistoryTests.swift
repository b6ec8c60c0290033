import PipelineAPI
import PipelineCore
import PipelineEngine
import Testing

@Suite("Lists of what was", .timeLimit(.minutes(10)))
struct HistoryTests {
    @Test("Executions are listed newest first, page by page, each once")
    func executionPages() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var ids = [try await engine.create(.shop())]
            try await engine.wait(for: .succeeded, of: ids[0])
            for _ in 1...4 {
                let id = try #require(try await engine.start())
                try await engine.wait(for: .succeeded, of: id)
                ids.append(id)
            }
            var seen: [ExecutionID] = []
            var token: String?
            repeat {
                let page = try await engine.listPipelineExecutions(
                    .init(pipelineName: "shop", maxResults: 2, nextToken: token))
                seen += page.pipelineExecutionSummaries?.compactMap(\.pipelineExecutionId) ?? []
                token = page.nextToken
            } while token != nil
            #expect(seen == ids.reversed())
        }
    }

    @Test("A new execution at the head does not disturb the pages after it")
    func pagesStayInPlace() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let first = try await engine.create(.shop())
            try await engine.wait(for: .succeeded, of: first)
            try await engine.wait(for: .succeeded, of: try await engine.start())
            let page = try await engine.listPipelineExecutions(.init(pipelineName: "shop", maxResults: 1))
            try await engine.wait(for: .succeeded, of: try await engine.start())
            let next = try await engine.listPipelineExecutions(
                .init(pipelineName: "shop", maxResults: 1, nextToken: page.nextToken))
            #expect(next.pipelineExecutionSummaries?.compactMap(\.pipelineExecutionId) == [first])
        }
    }

    @Test("A token that no list gave out is refused", arguments: ["", "made up", "bmFtZTphCg=="])
    func invalidToken(_ token: String) async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            _ = try await engine.create(.shop())
            await expectError("InvalidNextTokenException") {
                _ = try await engine.listPipelineExecutions(.init(pipelineName: "shop", nextToken: token))
            }
            await expectError("InvalidNextTokenException") {
                _ = try await engine.listActionExecutions(.init(pipelineName: "shop", nextToken: token))
            }
        }
    }

    @Test("The token of one list is refused by another")
    func tokenOfAnotherList() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            for name in ["a", "b"] as [PipelineName] { _ = try await engine.create(.shop(name)) }
            let token = try await engine.listPipelines(.init(maxResults: 1)).nextToken
            await expectError("InvalidNextTokenException") {
                _ = try await engine.listPipelineExecutions(.init(pipelineName: "a", nextToken: token))
            }
        }
    }

    @Test("A success is listed that the next execution, which waited before the stage, has hidden at once")
    func succeededBeforeAnother() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let first = try await engine.create(
                .of([.init("Source", .source), .init("Agree", .approval), .init("Ship")]))
            _ = try await engine.change { $0.state == .approvalNeeded && $0.executionId == first }
            let second = try await engine.start()
            _ = try await engine.change {
                $0.state == .succeeded && $0.stage == "Source" && $0.action == nil && $0.executionId == second
            }
            let state = try await engine.getPipelineState(.init(name: "shop")).stageStates?[1]
            let token = try #require(state?.actionStates?.first?.latestExecution?.token)
            let answer = try await engine.putApprovalResult(
                .init(
                    pipelineName: "shop", stageName: "Agree", actionName: "Agree",
                    result: ApprovalResult(summary: "", status: .approved), token: token))
            #expect(answer.approvedAt != nil)
            #expect(try await engine.executions(succeededIn: "Agree") == [first])
        }
    }

    @Test("A stage that was skipped is no success, and no rollback goes to it")
    func skippedStage() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var declaration = PipelineDeclaration.shop()
            let rule = RuleDeclaration(
                name: "Never", ruleTypeId: RuleTypeID(category: "Rule", owner: "AWS", provider: "VariableCheck"),
                configuration: ["Variable": "a", "Value": "b", "Operator": "EQ"])
            declaration.stages[1].beforeEntry = BeforeEntryConditions(
                conditions: [Condition(result: "SKIP", rules: [rule])])
            let id = try await engine.create(declaration)
            try await engine.wait(for: .succeeded, of: id)
            let stage = try await engine.getPipelineState(.init(name: "shop")).stageStates?[1]
            #expect(stage?.latestExecution?.status == .skipped)
            #expect(try await engine.executions(succeededIn: "Build") == [])
            await expectError("UnableToRollbackStageException", "did not succeed") {
                _ = try await engine.rollbackStage(
                    .init(pipelineName: "shop", stageName: "Build", targetPipelineExecutionId: id))
            }
        }
    }

    @Test("Only executions that succeeded in a stage of the current version are listed when asked so")
    func succeededInStage() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open(
                ScriptedProvider { start, _ in start.action.name == "Ship" ? .broken : .done })
            let id = try await engine.create(.shop())
            try await engine.wait(for: .failed, of: id)
            #expect(try await engine.executions(succeededIn: "Build") == [id])
            #expect(try await engine.executions(succeededIn: "Ship") == [])
            _ = try await engine.updatePipeline(.init(pipeline: .shop()))
            #expect(try await engine.executions(succeededIn: "Build") == [])
        }
    }

    @Test("Runs are listed newest first; only those since the latest retry, when asked so")
    func actionRuns() async throws {
        try await withEngineScene { scene in
            let desk = RunDesk()
            let engine = try await scene.open(.at(desk))
            let id = try await engine.create(.shop())
            await desk.end(desk.next("Source"), .done)
            await desk.end(desk.next("Build"), .broken)
            try await engine.wait(for: .failed, of: id)
            _ = try await engine.retryStageExecution(
                .init(pipelineName: "shop", stageName: "Build", pipelineExecutionId: id, retryMode: .failedActions))
            await desk.end(desk.next("Build"), .done)
            await desk.end(desk.next("Ship"), .done)
            try await engine.wait(for: .succeeded, of: id)
            #expect(try await engine.runs(.init(pipelineExecutionId: id)) == ["Ship", "Build", "Build", "Source"])
            let latest = LatestInPipelineExecutionFilter(pipelineExecutionId: id, startTimeRange: .latest)
            #expect(try await engine.runs(.init(latestInPipelineExecution: latest)) == ["Ship", "Build"])
            let all = LatestInPipelineExecutionFilter(pipelineExecutionId: id, startTimeRange: .all)
            #expect(try await engine.runs(.init(latestInPipelineExecution: all)).count == 4)
            let page = try await engine.listActionExecutions(.init(pipelineName: "shop", maxResults: 3))
            let rest = try await engine.listActionExecutions(
                .init(pipelineName: "shop", maxResults: 3, nextToken: page.nextToken))
            #expect(rest.actionExecutionDetails?.compactMap(\.actionName) == ["Source"])
            #expect(rest.nextToken == nil)
        }
    }

    @Test("What begins in one step, or begins and ends in it, is listed in the order of its beginning")
    func orderWithinOneStep() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let names = (1...9).map { "A\($0)" }
            var build = StageDeclaration(name: "Build", actions: names.map { ActionDeclaration(ActionName($0)) })
            build.beforeEntry = BeforeEntryConditions(conditions: [
                Condition(
                    result: "FAIL",
                    rules: names.prefix(5).map { name in
                        RuleDeclaration(
                            name: name,
                            ruleTypeId: RuleTypeID(category: "Rule", owner: "AWS", provider: "VariableCheck"),
                            configuration: ["Variable": "a", "Value": "a", "Operator": "EQ"])
                    })
            ])
            let id = try await engine.create(.of([.init("Source", .source), build]))
            try await engine.wait(for: .succeeded, of: id)
            let runs = try await engine.runs(.init(pipelineExecutionId: id))
            #expect(runs.map(\.rawValue) == names.reversed() + ["Source"])
            let rules = try await engine.listRuleExecutions(.init(pipelineName: "shop"))
            #expect(rules.ruleExecutionDetails?.compactMap(\.ruleName) == names.prefix(5).reversed())
        }
    }

    @Test("An execution that is not there is not found, also in the lists")
    func executionNotFound() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            _ = try await engine.create(.shop())
            await expectError("PipelineExecutionNotFoundException") { _ = try await engine.status("nope") }
            await expectError("PipelineExecutionNotFoundException") {
                _ = try await engine.runs(.init(pipelineExecutionId: "nope"))
            }
        }
    }
}

extension Engine {
    fileprivate func executions(succeededIn stage: StageName) throws -> [ExecutionID] {
        let filter = PipelineExecutionFilter(succeededInStage: SucceededInStageFilter(stageName: stage))
        let list = try listPipelineExecutions(.init(pipelineName: "shop", filter: filter))
        return list.pipelineExecutionSummaries?.compactMap(\.pipelineExecutionId) ?? []
    }

    fileprivate func runs(_ filter: ActionExecutionFilter) throws -> [ActionName] {
        let list = try listActionExecutions(.init(pipelineName: "shop", filter: filter))
        return list.actionExecutionDetails?.compactMap(\.actionName) ?? []
    }
}
