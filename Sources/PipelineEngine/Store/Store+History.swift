import Foundation
import GRDB
import PipelineAPI
import PipelineCore

/// A page of a list and where the next one begins.
struct Page<Item> {
    var items: [Item]
    /// The position of the last item; `nil` on the last page.
    var next: Int64?
}

extension Store {
    /// Executions, newest start first, from below the position `after`.
    func executions(
        of pipeline: PipelineName, succeededIn stage: StageName?, version: Int, after: Int64?, limit: Int
    ) throws -> Page<Execution> {
        let all = """
            SELECT number AS position, record FROM executions
            WHERE pipeline = :pipeline AND number < :after ORDER BY number DESC LIMIT :limit
            """
        let succeeded = """
            SELECT result.number AS position, record FROM stage_results AS result JOIN executions ON id = execution
            WHERE result.pipeline = :pipeline AND stage = :stage AND result.version = :version
                AND result.number < :after ORDER BY result.number DESC LIMIT :limit
            """
        return try page(
            Execution.self, sql: stage == nil ? all : succeeded,
            arguments: [
                "pipeline": pipeline.rawValue, "after": after ?? .max, "stage": stage?.rawValue, "version": version,
            ], limit: limit)
    }

    func execution(_ id: ExecutionID, of pipeline: PipelineName) throws -> Execution? {
        try database.read { database in
            try String.fetchOne(
                database, sql: "SELECT record FROM executions WHERE id = ? AND pipeline = ?",
                arguments: [id.rawValue, pipeline.rawValue]
            ).map { try Record.value(Execution.self, $0) }
        }
    }

    /// Whether an execution succeeded in a stage, under whichever version of the pipeline.
    func hasSucceeded(_ execution: ExecutionID, in stage: StageName, of pipeline: PipelineName) throws -> Bool {
        try database.read { database in
            try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM stage_results WHERE execution = ? AND stage = ? AND pipeline = ?)",
                arguments: [execution.rawValue, stage.rawValue, pipeline.rawValue]) ?? false
        }
    }

    /// The run of an approval, by its token.
    func approval(_ token: String, of pipeline: PipelineName) throws -> ActionRun? {
        try database.read { database in
            try String.fetchOne(
                database, sql: "SELECT record FROM runs WHERE json_extract(record, '$.token') = ? AND pipeline = ?",
                arguments: [token, pipeline.rawValue]
            ).map { try Record.value(ActionRun.self, $0) }
        }
    }

    /// Runs of actions, newest start first, from below the position `after`.
    ///
    /// - Parameters:
    ///   - ofRules: runs of rules instead.
    ///   - since: only runs that began then or later.
    ///   - known: runs as they were stored last, which need not be read again.
    func runs(
        of pipeline: PipelineName, execution: ExecutionID?, since: Date?, ofRules: Bool = false, after: Int64?,
        limit: Int, known: [ActionExecutionID: ActionRun] = [:]
    ) throws -> Page<ActionRun> {
        var conditions = ["pipeline = :pipeline", "is_rule = \(ofRules ? 1 : 0)"]
        if execution != nil { conditions.append("execution = :execution") }
        if after != nil { conditions.append("rowid < :after") }
        if since != nil { conditions.append("json_extract(record, '$.startTime') >= :since") }
        let sql = """
            SELECT rowid AS position, id, record FROM runs WHERE \(conditions.joined(separator: " AND "))
            ORDER BY rowid DESC LIMIT :limit
            """
        return try page(
            ActionRun.self, sql: sql,
            arguments: [
                "pipeline": pipeline.rawValue, "execution": execution?.rawValue, "after": after,
                "since": since?.timeIntervalSinceReferenceDate,
            ], limit: limit, known: { known[ActionExecutionID($0["id"])] })
    }

    /// What watchers are told, from after a position on: so many at most.
    func changes(after sequence: Int64, pipeline: PipelineName?, limit: Int) throws -> [StateChange] {
        try database.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT change FROM changes WHERE sequence > :after AND (:pipeline IS NULL OR pipeline = :pipeline)
                    ORDER BY sequence LIMIT :limit
                    """, arguments: ["after": sequence, "pipeline": pipeline?.rawValue, "limit": limit]
            ).map { try Record.value(StateChange.self, $0) }
        }
    }

    /// The events that led a pipeline to where it is, oldest first.
    func events(of pipeline: PipelineName) throws -> [Event] {
        try database.read { database in
            try String.fetchAll(
                database, sql: "SELECT event FROM events WHERE pipeline = ? ORDER BY sequence",
                arguments: [pipeline.rawValue]
            ).map { try Record.value(Event.self, $0) }
        }
    }

    private func page<Item: Decodable>(
        _ type: Item.Type, sql: String, arguments: [String: (any DatabaseValueConvertible)?], limit: Int,
        known: (Row) -> Item? = { _ in nil }
    ) throws -> Page<Item> {
        try database.read { database in
            var arguments = arguments.filter { sql.contains(":\($0.key)") }
            arguments["limit"] = limit + 1
            let rows = try Row.fetchAll(database, sql: sql, arguments: StatementArguments(arguments))
            let items = try rows.prefix(limit).map { try known($0) ?? Record.value(type, $0["record"]) }
            return Page(items: items, next: rows.count > limit ? rows[limit - 1]["position"] : nil)
        }
    }
}
