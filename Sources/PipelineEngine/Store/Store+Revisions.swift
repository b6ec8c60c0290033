import GRDB
import PipelineAPI

extension Store {
    /// The newest execution that ran, or is to run, with a revision of a source action.
    func execution(
        ofRevision revision: String, action: ActionName, of pipeline: PipelineName
    ) throws -> ExecutionID? {
        try database.read { database in
            try String.fetchOne(
                database,
                sql: """
                    SELECT id FROM executions WHERE pipeline = :pipeline AND (
                        EXISTS (SELECT 1 FROM json_each(record, '$.sourceRevisions')
                            WHERE value ->> 'actionName' = :action AND value ->> 'revisionId' = :revision)
                        OR EXISTS (SELECT 1 FROM json_each(record, '$.revisionOverrides')
                            WHERE value ->> 'actionName' = :action AND value ->> 'revisionValue' = :revision))
                    ORDER BY number DESC LIMIT 1
                    """,
                arguments: ["pipeline": pipeline.rawValue, "action": action.rawValue, "revision": revision]
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
