import GRDB
import PipelineAPI
import PipelineCore

extension Store {
    /// Marks the artifacts of old executions as gone, and answers where they are.
    ///
    /// The newest executions keep theirs, and so does every execution that a stage still shows, which may be retried,
    /// and the last one that succeeded in a stage, which may be rolled back to.
    func takeOldArtifacts(of pipeline: PipelineName, keeping count: Int) throws -> [S3Location] {
        try database.write { database in
            let old = try String.fetchAll(
                database,
                sql: """
                    SELECT id FROM executions WHERE pipeline = :pipeline AND is_live = 0 AND has_artifacts = 1
                        AND number <= (SELECT max(number) FROM executions WHERE pipeline = :pipeline) - :count
                        AND id NOT IN (
                            SELECT last.id FROM stage_results AS result JOIN executions AS last
                                ON last.id = result.execution
                            WHERE result.pipeline = :pipeline
                            GROUP BY result.stage HAVING last.number = max(last.number))
                    """, arguments: ["pipeline": pipeline.rawValue, "count": count])
            var locations: [S3Location] = []
            for execution in old {
                let runs = try String.fetchAll(
                    database, sql: "SELECT record FROM runs WHERE execution = ?", arguments: [execution])
                for run in runs {
                    locations += try Record.value(ActionRun.self, run).result.outputArtifacts.values
                }
                try database.execute(
                    sql: "UPDATE executions SET has_artifacts = 0 WHERE id = ?", arguments: [execution])
            }
            return locations
        }
    }
}
