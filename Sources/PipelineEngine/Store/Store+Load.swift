import Foundation
import GRDB
import PipelineAPI
import PipelineCore

/// An effect that was committed and is not done yet.
enum Unfinished {
    case start(ActionStart)
    case cancel(ActionStart)
}

/// A stage as it is stored: the runs that it shows are records of their own.
struct SlotRecord: Codable, Equatable {
    var slot: StageSlot
    var newest: [ActionExecutionID]
    var latest: [ActionExecutionID]

    init(_ slot: StageSlot) {
        (self.slot, newest, latest) = slot.withoutRuns
    }
}

extension Store {
    /// A pipeline as it stood at the last commit.
    func loadPipeline(_ name: PipelineName) throws -> PipelineState? {
        try database.read { database in
            try Row.fetchOne(
                database.cachedStatement(sql: "SELECT * FROM pipelines WHERE name = ?"), arguments: [name.rawValue]
            ).map { try loadPipeline($0, in: database) }
        }
    }

    private func loadPipeline(_ row: Row, in database: Database) throws -> PipelineState {
        let name: String = row["name"]
        let version: Int = row["version"]
        let declaration = try String.fetchOne(
            database.cachedStatement(sql: "SELECT declaration FROM declarations WHERE pipeline = ? AND version = ?"),
            arguments: [name, version])
        let stages = try String.fetchAll(
            database.cachedStatement(sql: "SELECT record FROM stages WHERE pipeline = ? ORDER BY position"),
            arguments: [name])
        let executions = try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT record FROM executions WHERE pipeline = ? AND is_live
                        AND NOT EXISTS (SELECT 1 FROM lanes WHERE execution = id)
                    """), arguments: [name])
        return PipelineState(
            restoring: try Record.value(PipelineDeclaration.self, declaration ?? ""),
            version: version,
            created: Date(timeIntervalSince1970: row["created"]),
            updated: Date(timeIntervalSince1970: row["updated"]),
            stages: try stages.map { try loadSlot(Record.value(SlotRecord.self, $0), in: database) },
            executions: try executions.map { try Record.value(Execution.self, $0) },
            nextNumber: row["next_number"], lanes: try loadLanes("executions.is_live", of: name, in: database))
    }

    /// An execution of a PARALLEL pipeline, whether under way or not, with its stages and the declaration it started
    /// with; `nil` if there is no such execution.
    func lane(of execution: ExecutionID, in pipeline: PipelineName) throws -> PipelineState? {
        try database.read { database in
            try loadLanes("executions.id = ?", of: pipeline.rawValue, execution.rawValue, in: database).first
        }
    }

    private func loadLanes(
        _ condition: String, of pipeline: String, _ arguments: String..., in database: Database
    ) throws -> [PipelineState] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT lanes.version, lanes.record, executions.record AS execution, declaration, created, updated
                    FROM executions JOIN lanes ON lanes.execution = executions.id
                    JOIN pipelines ON pipelines.name = lanes.pipeline
                    JOIN declarations ON declarations.pipeline = lanes.pipeline
                        AND declarations.version = lanes.version
                    WHERE executions.pipeline = ? AND \(condition)
                """, arguments: StatementArguments([pipeline] + arguments))
        return try rows.map { row in
            let execution = try Record.value(Execution.self, row["execution"])
            return PipelineState(
                restoring: try Record.value(PipelineDeclaration.self, row["declaration"]), version: row["version"],
                created: Date(timeIntervalSince1970: row["created"]),
                updated: Date(timeIntervalSince1970: row["updated"]),
                stages: try Record.value([SlotRecord].self, row["record"]).map { try loadSlot($0, in: database) },
                executions: [execution], nextNumber: execution.number)
        }
    }

    private func loadSlot(_ record: SlotRecord, in database: Database) throws -> StageSlot {
        func runs(_ ids: [ActionExecutionID]) throws -> [ActionRun] {
            let statement = try database.cachedStatement(sql: "SELECT record FROM runs WHERE id = ?")
            return try ids.compactMap { try String.fetchOne(statement, arguments: [$0.rawValue]) }
                .map { try Record.value(ActionRun.self, $0) }
        }
        return record.slot.with(newest: try runs(record.newest), latest: try runs(record.latest))
    }

    /// What a crash or a stop of the engine left to do, in the order in which it was committed.
    func unfinished() throws -> [Unfinished] {
        try database.read { database in
            try Row.fetchAll(database, sql: "SELECT kind, start FROM outbox ORDER BY rowid").map { row in
                let start = try Record.value(ActionStart.self, row["start"])
                return row["kind"] == "start" ? .start(start) : .cancel(start)
            }
        }
    }

    /// The run whose cancellation was committed and is not carried out yet, if it ever started.
    func unfinishedCancel(of run: ActionExecutionID) throws -> ActionStart? {
        try database.read { database in
            try String.fetchOne(
                database, sql: "SELECT start FROM outbox WHERE run = ? AND kind = 'cancel'", arguments: [run.rawValue]
            ).map { try Record.value(ActionStart.self, $0) }
        }
    }

    /// A cancellation was carried out.
    func finishCancel(_ run: ActionExecutionID) throws {
        try database.write { database in
            try database.execute(
                sql: "DELETE FROM outbox WHERE run = ? AND kind = 'cancel'", arguments: [run.rawValue])
        }
    }

    func declaration(of pipeline: PipelineName, version: Int) throws -> PipelineDeclaration? {
        try database.read { database in
            try String.fetchOne(
                database, sql: "SELECT declaration FROM declarations WHERE pipeline = ? AND version = ?",
                arguments: [pipeline.rawValue, version]
            ).map { try Record.value(PipelineDeclaration.self, $0) }
        }
    }

    func execution(startedWith token: String, of pipeline: PipelineName) throws -> ExecutionID? {
        try database.read { database in
            try String.fetchOne(
                database, sql: "SELECT execution FROM start_tokens WHERE pipeline = ? AND token = ?",
                arguments: [pipeline.rawValue, token]
            ).map { ExecutionID($0) }
        }
    }

    /// The pipelines whose actions led to an execution: its own, that whose action has started it, and so on.
    func pipelines(leadingTo execution: ExecutionID, of pipeline: PipelineName) throws -> Set<PipelineName> {
        try database.read { database in
            let names = try String.fetchAll(
                database,
                sql: """
                    WITH RECURSIVE chain (pipeline, execution) AS (
                        VALUES (:pipeline, :execution)
                        UNION
                        SELECT runs.pipeline, runs.execution FROM chain
                            JOIN start_tokens ON start_tokens.execution = chain.execution
                            JOIN runs ON runs.id = start_tokens.token)
                    SELECT pipeline FROM chain
                    """, arguments: ["pipeline": pipeline.rawValue, "execution": execution.rawValue])
            return Set(names.map { PipelineName($0) })
        }
    }

    /// Forgets a pipeline and its history.
    func delete(_ pipeline: PipelineName) throws {
        try database.write { database in
            let tables = [
                "declarations", "lanes", "executions", "runs", "stage_results", "events", "start_tokens", "jobs",
                "build_projects", "seen_references", "execution_revisions",
            ]
            for table in tables {
                try database.execute(sql: "DELETE FROM \(table) WHERE pipeline = ?", arguments: [pipeline.rawValue])
            }
            try database.execute(
                sql: "DELETE FROM outbox WHERE pipeline = ? AND kind = 'start'", arguments: [pipeline.rawValue])
            try database.execute(sql: "DELETE FROM pipelines WHERE name = ?", arguments: [pipeline.rawValue])
        }
    }
}
