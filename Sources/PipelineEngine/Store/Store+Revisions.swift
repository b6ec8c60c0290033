import Foundation
import GRDB
import PipelineAPI
import PipelineCore

extension Store {
    /// The newest execution that ran, or is to run, with a revision of a source action.
    func execution(
        ofRevision revision: String, action: ActionName, of pipeline: PipelineName
    ) throws -> ExecutionID? {
        try database.read { database in
            try String.fetchOne(
                database,
                sql: """
                    SELECT execution FROM execution_revisions WHERE pipeline = ? AND action = ? AND revision = ?
                    ORDER BY number DESC LIMIT 1
                    """,
                arguments: [pipeline.rawValue, action.rawValue, revision]
            ).map { ExecutionID($0) }
        }
    }
}

extension Store {
    /// Whether there is a run of this id, of any pipeline if none is named.
    func hasRun(_ run: ActionExecutionID, of pipeline: PipelineName?) throws -> Bool {
        try database.read { database in
            try Bool.fetchOne(
                database,
                sql: "SELECT 1 FROM runs WHERE id = :run AND (:pipeline IS NULL OR pipeline = :pipeline)",
                arguments: ["run": run.rawValue, "pipeline": pipeline?.rawValue]) ?? false
        }
    }
}

extension Store {
    /// The newest execution that is no rollback.
    func newestExecution(of pipeline: PipelineName) throws -> Execution? {
        try database.read { database in
            try String.fetchOne(
                database,
                sql: """
                    SELECT record FROM executions
                    WHERE pipeline = ? AND record ->> 'type' = 'STANDARD' ORDER BY number DESC LIMIT 1
                    """, arguments: [pipeline.rawValue]
            ).map { try Record.value(Execution.self, $0) }
        }
    }

    /// When the newest execution started.
    func newestStart(of pipeline: PipelineName) throws -> Date? {
        try database.read { database in
            try Double.fetchOne(
                database,
                sql: """
                    SELECT record ->> 'startTime' FROM executions WHERE pipeline = ? ORDER BY number DESC LIMIT 1
                    """, arguments: [pipeline.rawValue]
            ).map { Date(timeIntervalSinceReferenceDate: $0) }
        }
    }

    /// What the references of a source action were at when last looked at; `nil` before the first look.
    func seenReferences(_ action: ActionName, of pipeline: PipelineName) throws -> [String: String]? {
        try database.read { database in
            try String.fetchOne(
                database, sql: "SELECT record FROM seen_references WHERE pipeline = ? AND action = ?",
                arguments: [pipeline.rawValue, action.rawValue]
            ).map { try Record.value([String: String].self, $0) }
        }
    }

    func save(seenReferences: [String: String], _ action: ActionName, of pipeline: PipelineName) throws {
        try database.write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO seen_references (pipeline, action, record) VALUES (?, ?, ?)",
                arguments: [pipeline.rawValue, action.rawValue, Record.text(seenReferences)])
        }
    }
}
