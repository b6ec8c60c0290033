import Foundation
import GRDB
import PipelineAPI
import PipelineCore
import Synchronization
import TestSupport
import Testing

@testable import PipelineEngine

@Suite("A long history", .timeLimit(.minutes(10)))
struct ScaleTests {
    @Test("However many pipelines there are, each is found, listed and goes on")
    func manyPipelines() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let names = (100..<240).map { PipelineName("shop-\($0)") }
            for name in names {
                var shop = PipelineDeclaration.shop(name)
                // So that its creation does not start it.
                shop.variables = [PipelineVariableDeclaration(name: "Color")]
                _ = try await engine.createPipeline(.init(pipeline: shop))
            }
            for name in [names[0], names[139]] {
                let color = PipelineVariable(name: "Color", value: "red")
                let started = try await engine.startPipelineExecution(.init(name: name, variables: [color]))
                try await engine.wait(for: .succeeded, of: started.pipelineExecutionId)
                #expect(try await engine.stage("Ship", of: name)?.latestExecution?.status == .succeeded)
            }
            let listed = try await engine.listPipelines(.init()).pipelines ?? []
            #expect(listed.map(\.name) == names)
            #expect(listed.allSatisfy { $0.version == 1 && $0.pipelineType == .v2 && $0.executionMode == .superseded })
        }
    }

    @Test("There are a thousand pipelines at most")
    func tooManyPipelines() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            try await engine.store.database.write { database in
                for number in 1...1000 {
                    try database.execute(
                        sql: """
                            INSERT INTO pipelines (name, version, created, updated, next_number)
                            VALUES (?, 1, 0, 0, 1)
                            """, arguments: ["shop-\(number)"])
                }
            }
            await expectError("LimitExceededException", "up to 1000 pipelines") {
                _ = try await engine.createPipeline(.init(pipeline: .shop()))
            }
        }
    }

    @Test("Pages of the executions that succeeded in a stage join without a gap")
    func pagesOfSuccesses() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            var started = [try await engine.create(.shop())]
            try await engine.wait(for: .succeeded, of: started[0])
            for _ in 1...6 {
                started.append(try #require(try await engine.start()))
                try await engine.wait(for: .succeeded, of: started.last)
            }
            var listed: [ExecutionID] = []
            var token: String?
            repeat {
                let page = try await engine.listPipelineExecutions(
                    .init(
                        pipelineName: "shop", maxResults: 2,
                        filter: .init(succeededInStage: .init(stageName: "Build")), nextToken: token))
                listed += page.pipelineExecutionSummaries?.compactMap(\.pipelineExecutionId) ?? []
                token = page.nextToken
            } while token != nil
            #expect(listed == started.reversed())
        }
    }

    @Test("No table is read from end to end for what is asked all the time")
    func everyQueryHasAnIndex() async throws {
        try await withEngineScene { scene in
            let engine = try await scene.open()
            let id = try await engine.create(.shop())
            try await engine.wait(for: .succeeded, of: id)
            let statements = Mutex<Set<String>>([])
            let store = await engine.store
            store.database.inDatabase { database in
                database.trace { event in
                    guard case .statement(let statement) = event else { return }
                    statements.withLock { _ = $0.insert(statement.sql) }
                }
            }
            try store.askEverything(execution: id)
            try await engine.wait(for: .succeeded, of: engine.start())
            let asked = statements.withLock { $0 }.filter { $0.contains("WHERE") }
            #expect(asked.count > 15)
            for sql in asked.sorted() {
                for step in try store.plan(of: sql) where Self.readsAll(step) {
                    Issue.record("\(step) in \(sql)")
                }
            }
        }
    }

    /// Of a plan's step: the rows of a `WITH`, of a subquery and constants are no table.
    private static func readsAll(_ step: String) -> Bool {
        step.hasPrefix("SCAN ") && !step.contains(/^SCAN (chain|\(subquery-\d+\)|(\d+ )?CONSTANT ROW)$/)
    }

    @Test("A revision is looked up, not looked for in the history of its pipeline")
    func revisionsOfAnOlderEngine() async throws {
        try await withScratchDirectory { folder in
            let file = folder.appending(path: "engine.db")
            try Schema.migrator.migrate(DatabaseQueue(path: file.path), upTo: "references")
            let old = try DatabaseQueue(path: file.path)
            try old.inDatabase { database in
                for (number, id) in ["a", "b", "c"].enumerated() {
                    let record = """
                        {"sourceRevisions":[{"actionName":"Source","revisionId":"r\(number / 2)"}, {"actionName":"Other"}],
                        "revisionOverrides":[{"actionName":"Source","revisionValue":"o\(number)"}]}
                        """
                    try database.execute(
                        sql: "INSERT INTO executions VALUES (?, 'shop', ?, 1, 0, 1, ?)",
                        arguments: [id, number + 1, record])
                }
            }
            try old.close()
            let store = try Store(file: file)
            func found(_ revision: String) throws -> ExecutionID? {
                try store.execution(ofRevision: revision, action: "Source", of: "shop")
            }
            #expect(try ["r0", "r1", "o0", "o2", "x"].map(found) == ["b", "c", "a", "c", nil])
        }
    }

    @Test("What an older engine noted of a stage's successes is found by the order of their starts")
    func successesOfAnOlderEngine() async throws {
        try await withScratchDirectory { folder in
            let file = folder.appending(path: "engine.db")
            try Schema.migrator.migrate(DatabaseQueue(path: file.path), upTo: "projects")
            let old = try DatabaseQueue(path: file.path)
            try old.inDatabase { database in
                for (number, id) in ["z", "a", "m"].enumerated() {
                    let rollback = id == "m" ? #","rollbackTarget":"z""# : ""
                    try database.execute(
                        sql: """
                            INSERT INTO executions VALUES (?, 'shop', ?, 1, 0, 1, '{"lastUpdateTime":\(number)\(rollback)}')
                            """, arguments: [id, number + 1])
                    try database.execute(
                        sql: "INSERT INTO stage_results VALUES ('shop', 1, 'Build', ?)", arguments: [id])
                }
            }
            try old.close()
            let store = try Store(file: file)
            let rows = try store.database.inDatabase { database in
                try Row.fetchAll(
                    database, sql: "SELECT execution, number, is_rollback FROM stage_results ORDER BY number")
            }
            #expect(rows.map { $0["execution"] as String } == ["z", "a", "m"])
            #expect(rows.map { $0["number"] as Int } == [1, 2, 3])
            #expect(rows.map { $0["is_rollback"] as Bool } == [false, false, true])
        }
    }
}

extension Store {
    /// Everything that clients ask about a pipeline and that the engine asks for itself.
    fileprivate func askEverything(execution: ExecutionID) throws {
        _ = try loadPipeline("shop")
        _ = try pipelines(after: nil, limit: 10)
        for stage: StageName? in [nil, "Build"] {
            _ = try executions(of: "shop", succeededIn: stage, version: 1, after: nil, limit: 10)
        }
        for id in [nil, execution] {
            for ofRules in [false, true] {
                _ = try runs(
                    of: "shop", execution: id, since: id.map { _ in .distantPast }, ofRules: ofRules, after: nil,
                    limit: 10)
            }
        }
        _ = try self.execution(execution, of: "shop")
        _ = try hasSucceeded(execution, in: "Build", of: "shop")
        _ = try disposableExecutions()
        _ = try artifacts(of: execution)
        _ = try unfinishedCancel(of: "run")
        _ = try self.execution(ofRevision: "r", action: "Source", of: "shop")
        _ = try self.execution(startedWith: "token", of: "shop")
        _ = try pipelines(leadingTo: execution, of: "shop")
        _ = try newestExecution(of: "shop")
        _ = try newestStart(of: "shop")
        _ = try seenReferences("Source", of: "shop")
        _ = try hasRun("run", of: "shop")
        _ = try declaration(of: "shop", version: 1)
        _ = try hasArtifacts(execution)
        _ = try artifacts(of: PipelineName("shop"))
        _ = try changes(after: 5, pipeline: "shop", limit: .max)
        _ = try job(of: "run")
        _ = try offeredJobs()
    }

    /// How SQLite goes about a statement.
    fileprivate func plan(of sql: String) throws -> [String] {
        try database.read { database in
            let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments(StatementArguments())
            return try Row.fetchAll(statement).map { $0["detail"] }
        }
    }
}
