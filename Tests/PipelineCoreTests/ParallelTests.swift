import PipelineAPI
import PipelineCore
import Testing

/// Section "PARALLEL": executions run side by side, each in stages of its own.
@Suite struct ParallelTests {
    @Test func `Executions share no stage and wait for none`() throws {
        var scenario = Scenario(.sourceBuildProd(.parallel))
        let ids = try (0..<3).map { _ in try scenario.start() }
        for id in ids { try scenario.apply(.actionSucceeded(#require(scenario.run(id, "Source")).id, .init())) }
        #expect(ids.allSatisfy { scenario.run($0, "Build")?.status == .inProgress })
        #expect(scenario.state.stageStates().isEmpty)
        try scenario.apply(
            .actionFailed(#require(scenario.run(ids[1], "Build")).id, ErrorDetails(code: "JobFailed"), .init()))
        #expect(ids.map { scenario.status($0) } == [.inProgress, .failed, .inProgress])
        try scenario.retry("Build", ids[1])
        #expect(scenario.status(ids[1]) == .inProgress && scenario.run(ids[1], "Build")?.attempt == 2)
        try scenario.apply(.stopRequested(ids[0], abandon: true, reason: nil))
        #expect(ids.map { scenario.status($0) } == [.stopped, .inProgress, .inProgress])
    }

    @Test func `The token of an approval stands where its run is listed`() throws {
        var scenario = Scenario(.of([.init("Source", .source), .init("Release", .approval)], .parallel))
        let ids = try (0..<2).map { _ in try scenario.start() }
        for id in ids { try scenario.apply(.actionSucceeded(#require(scenario.run(id, "Source")).id, .init())) }
        let token = try #require(
            scenario.run(ids[0], "Release")?.detailView.output?.executionResult?.externalExecutionId)
        #expect(token == scenario.run(ids[0], "Release")?.token)
        try scenario.decide(.approved, "Release", token: token)
        #expect(ids.map { scenario.status($0) } == [.succeeded, .inProgress])
    }

    @Test func `What is asked of an execution that has ended is judged by how it ended`() throws {
        var scenario = Scenario(.of([.init("Source", .source), .init("Release", .approval)], .parallel))
        let id = try scenario.start()
        try scenario.apply(.actionSucceeded(#require(scenario.run(id, "Source")).id, .init()))
        let token = try #require(scenario.run(id, "Release")?.token)
        try scenario.decide(.approved, "Release", token: token)
        let ended = try #require(scenario.state.lanes[id])
        #expect(throws: Rejection.approvalAlreadyCompleted("Do")) {
            try scenario.decide(.approved, "Release", token: token)
        }
        for lane in [nil, ended] {
            if lane != nil { _ = try scenario.start() }
            func refused(_ kind: Event.Kind) -> Rejection? {
                do throws(Rejection) {
                    var copy = scenario
                    try copy.apply(kind, recalling: copy.state.executionToRecall(for: kind) == nil ? nil : ended)
                    return nil
                } catch { return error }
            }
            guard case .stageNotRetryable = refused(.stageRetried(stage: "Release", execution: id, mode: .allActions))
            else { Issue.record("retried"); return }
            #expect(refused(.stopRequested(id, abandon: false, reason: nil)) == .executionNotStoppable(id, .succeeded))
            guard
                case .conditionNotOverridable = refused(
                    .conditionOverridden(stage: "Release", execution: id, gate: .beforeEntry))
            else { Issue.record("overridden"); return }
        }
        #expect(scenario.state.lanes[id] == nil)
    }

    @Test func `At most five actions of an execution run at once`() throws {
        let actions = (0..<7).map { ActionDeclaration(ActionName("A\($0)")) }
        var scenario = Scenario(.of([StageDeclaration(name: "Build", actions: actions)], .parallel))
        let id = try scenario.start()
        #expect(scenario.startCount == 5)
        try scenario.apply(.actionSucceeded(#require(scenario.run(id, "Build", "A3")).id, .init()))
        #expect(scenario.startCount == 1 && scenario.run(id, "Build", "A5")?.status == .inProgress)
    }

    @Test func `A disabled transition holds each execution, and enabling lets them all in`() throws {
        var scenario = Scenario(.sourceBuildProd(.parallel))
        let first = try scenario.start()
        try scenario.apply(.transitionDisabled(stage: "Build", type: .inbound, reason: "x", by: "ann"))
        let second = try scenario.start()
        for id in [first, second] {
            try scenario.apply(.actionSucceeded(#require(scenario.run(id, "Source")).id, .init()))
            #expect(scenario.run(id, "Build") == nil)
        }
        try scenario.apply(.transitionEnabled(stage: "Build", type: .inbound, by: "ann"))
        #expect([first, second].allSatisfy { scenario.run($0, "Build")?.status == .inProgress })
    }

    @Test func `Fifty run at once, one more is refused`() throws {
        for mode in [ExecutionMode.parallel, .queued] {
            var scenario = Scenario(.sourceBuildProd(mode))
            for _ in 0..<50 { _ = try scenario.start() }
            #expect(throws: Rejection.tooManyExecutions(limit: 50)) { try scenario.start() }
        }
    }

    @Test func `An update lets executions run on with the declaration they started with`() throws {
        var scenario = Scenario(.sourceBuildProd(.parallel))
        let id = try scenario.start()
        try scenario.apply(.declarationUpdated(.of([.init("Source", .source), .init("Other")], .parallel)))
        try scenario.apply(.actionSucceeded(#require(scenario.run(id, "Source")).id, .init()))
        #expect(scenario.run(id, "Build")?.status == .inProgress)
        try scenario.apply(
            .actionFailed(#require(scenario.run(id, "Build")).id, ErrorDetails(code: "JobFailed"), .init()))
        #expect(throws: Rejection.self) { try scenario.retry("Build", id) }
    }
}
