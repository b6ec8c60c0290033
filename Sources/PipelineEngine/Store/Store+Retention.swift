import Foundation
import GRDB
import PipelineAPI
import PipelineCore

/// An execution whose artifacts nothing needs any more.
struct DisposableExecution: Equatable {
    var id: ExecutionID
    /// When it last changed.
    var time: Date
}

extension Store {
    /// The executions whose artifacts may go, from those of a time on, the oldest first.
    ///
    /// Left out is every execution that is under way or that a stage still shows, which may be retried, and the last few
    /// that succeeded in a stage, which may be rolled back to.
    func disposableExecutions(since time: Date = .distantPast, limit: Int = 100) throws -> [DisposableExecution] {
        try database.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT id, json_extract(record, '$.lastUpdateTime') AS time FROM executions AS old
                    WHERE is_live = 0 AND has_artifacts = 1
                        AND json_extract(record, '$.lastUpdateTime') >= :since
                    AND NOT EXISTS (
                        SELECT 1 FROM executions AS rollback WHERE rollback.pipeline = old.pipeline AND rollback.is_live
                            AND json_extract(rollback.record, '$.rollbackTarget') = old.id)
                    AND NOT EXISTS (
                        SELECT 1 FROM stage_results AS result
                        WHERE result.execution = old.id AND (
                            SELECT count(*) FROM (
                                SELECT 1 FROM stage_results AS later
                                WHERE later.pipeline = result.pipeline AND later.stage = result.stage
                                    AND later.number > old.number AND NOT later.is_rollback
                                LIMIT :kept)) < :kept)
                    ORDER BY json_extract(record, '$.lastUpdateTime') LIMIT :limit
                    """,
                arguments: [
                    "since": time.timeIntervalSinceReferenceDate, "kept": Self.rollbackTargetsPerStage, "limit": limit,
                ])
            return rows.map { row in
                DisposableExecution(
                    id: ExecutionID(row["id"]), time: Date(timeIntervalSinceReferenceDate: row["time"] ?? 0))
            }
        }
    }

    /// Whether the artifacts of an execution are still kept.
    func hasArtifacts(_ execution: ExecutionID) throws -> Bool {
        try database.read { database in
            try Bool.fetchOne(
                database, sql: "SELECT has_artifacts FROM executions WHERE id = ?", arguments: [execution.rawValue])
                ?? false
        }
    }

    /// Where the artifacts are that an execution made.
    func artifacts(of execution: ExecutionID) throws -> [S3Location] {
        try locations("execution", execution.rawValue)
    }

    /// Where all artifacts of a pipeline are.
    func artifacts(of pipeline: PipelineName) throws -> [S3Location] {
        try locations("pipeline", pipeline.rawValue)
    }

    func forgetArtifacts(of execution: ExecutionID) throws {
        try database.write { database in
            try database.execute(
                sql: "UPDATE executions SET has_artifacts = 0 WHERE id = ?", arguments: [execution.rawValue])
        }
    }

    private func locations(_ column: String, _ value: String) throws -> [S3Location] {
        try database.read { database in
            try String.fetchAll(database, sql: "SELECT record FROM runs WHERE \(column) = ?", arguments: [value])
                .flatMap { try Record.value(ActionRun.self, $0).result.outputArtifacts.values }
        }
    }

    /// The execution a stage shows and two to go back to.
    private static let rollbackTargetsPerStage = 3
}
