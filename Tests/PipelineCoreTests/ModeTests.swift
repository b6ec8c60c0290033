import PipelineAPI
import PipelineCore
import Testing

@Suite struct ModeTests {
    /// Three executions have passed Source: the first is in Build, the newest waits.
    func three(_ mode: ExecutionMode) throws -> (Scenario, [ExecutionID]) {
        var scenario = Scenario(.sourceBuildProd(mode))
        var ids: [ExecutionID] = []
        for _ in 0..<3 {
            ids.append(try scenario.start())
            try scenario.succeed("Source")
        }
        return (scenario, ids)
    }

    @Test func `In SUPERSEDED mode the newest takes the place of the one that waits`() throws {
        var (scenario, e) = try three(.superseded)
        #expect(scenario.status(e[1]) == .superseded)
        #expect(scenario.state.executions[e[1]]?.supersededBy == e[2])
        try scenario.succeed("Build")
        #expect(scenario.slot("Build")?.occupant == e[2])
        #expect(scenario.slot("Prod")?.occupant == e[0])
        try scenario.succeed("Build")
        #expect(scenario.slot("Prod")?.inbound == [e[2]])
        try scenario.fail("Prod")
        #expect(scenario.slot("Prod")?.occupant == e[2])
        #expect(scenario.status(e[0]) == .failed)
        #expect(throws: Rejection.notLatestExecution(e[0], stage: "Prod")) { try scenario.retry("Prod", e[0]) }
    }

    @Test func `Before a disabled transition the newer supersedes too, and enabling lets it in`() throws {
        var (scenario, e) = try three(.superseded)
        try scenario.apply(.transitionDisabled(stage: "Build", type: .outbound, reason: "x", by: "ann"))
        try scenario.succeed("Build")
        try scenario.succeed("Build")
        #expect(scenario.status(e[0]) == .superseded)
        #expect(scenario.slot("Prod")?.inbound == [e[2]])
        try scenario.apply(.transitionEnabled(stage: "Prod", type: .inbound, by: "ann"))
        #expect(scenario.slot("Prod")?.occupant == e[2])
    }

    @Test func `In QUEUED mode all wait in order, and a failure lets the next one in`() throws {
        var (scenario, e) = try three(.queued)
        #expect(scenario.slot("Build")?.inbound == [e[1], e[2]])
        try scenario.succeed("Build")
        try scenario.fail("Build")
        #expect(scenario.slot("Build")?.occupant == e[2])
        #expect(scenario.slot("Prod")?.occupant == e[0])
        #expect(throws: Rejection.notLatestExecution(e[1], stage: "Build")) { try scenario.retry("Build", e[1]) }
    }

    @Test func `A run that ends as the next execution enters keeps its final record`() throws {
        var (scenario, e) = try three(.queued)
        let run = scenario.run("Build")?.id
        try scenario.succeed("Build")
        let changed = scenario.state.changedRuns
        #expect(changed.first?.id == run && changed.first?.status == .succeeded)
        #expect(Set(changed.dropFirst().map(\.execution)) == [e[0], e[1]])
        #expect(scenario.run("Build")?.execution == e[1])
    }
}
